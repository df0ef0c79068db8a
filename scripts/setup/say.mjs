/** Progress in plain words goes to stderr, so that stdout carries results only. */
export function say(/** @type {string} */ text) {
  process.stderr.write(`KiteDesk: ${text}\n`);
}

/** An end that the person can do something about: its message is shown without a stack trace. */
export class Stop extends Error {}

/** Runs a script's main function; a `Stop` ends it with its message and exit code 1. */
export async function runScript(/** @type {() => Promise<number>} */ main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
