/** Exit codes, as `kitedesk --help` tells them. */
export const EXIT = { done: 0, failed: 1, usage: 2, data: 3, unavailable: 4, interrupted: 130 } as const;

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
