import { setImmediate } from 'node:timers/promises';
import { goOn, stopChildren } from './run.mjs';
import { say, Stop } from './say.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Runs a script's main function; a `Stop` ends it with its message and exit code. */
export async function runScript(/** @type {() => Promise<number>} */ main) {
  // Told to end, the script ends the program it waits for, and then goes through its own clean-up.
  for (const signal of SIGNALS) process.on(signal, stopChildren);
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}

/** From here on a signal ends this process, unless somebody else listens; one that has come already ends the script. */
export async function leaveSignals() {
  // One that came while this thread was busy is heard only now.
  await setImmediate();
  goOn();
  for (const signal of SIGNALS) process.off(signal, stopChildren);
}
