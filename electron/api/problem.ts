/** Why a call of the API was not carried out: the status for the program, the message for its owner. */
export class ApiProblem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The words of the Python server's clients, which look for them. */
export const TOKEN_REQUIRED = 'Access token required';
