/** Progress in plain words goes to stderr, so that stdout carries results only. */
export function say(/** @type {string} */ text) {
  process.stderr.write(`KiteDesk: ${text}\n`);
}

/** An end that the person can do something about: its message is shown without a stack trace. */
export class Stop extends Error {
  exitCode;

  constructor(/** @type {string} */ message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
