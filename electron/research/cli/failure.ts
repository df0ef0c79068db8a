/** As EXIT_CODES tells them. */
export const EXIT = { done: 0, failed: 1, usage: 2, data: 3, unavailable: 4, partial: 5, interrupted: 130 } as const;

export const EXIT_CODES = `Data goes to stdout, progress to stderr.
Exit codes: 0 done; 1 a strategy or the program failed; 2 the command line is wrong; 3 a file cannot be used, or holds nothing
to play; 4 a folder or port is in use; 5 done in part, the rest is told on stderr; 130 interrupted.`;

/** An end that is the person's to mend: told without a stack trace, with its exit code. */
export class Failure extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export function usage(message: string): Failure {
  return new Failure(EXIT.usage, message);
}
