import { stopChildren } from './run.mjs';
import { say, Stop } from './say.mjs';

/** Runs a script's main function; a `Stop` ends it with its message and exit code 1. */
export async function runScript(/** @type {() => Promise<number>} */ main) {
  // Told to end, the script ends the program it waits for, and then goes through its own clean-up.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => stopChildren(signal));
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
