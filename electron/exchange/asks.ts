import type { AskedCommand, ControlCommand } from './control/protocol';

interface Waiting {
  readonly done: () => void;
  readonly refused: (why: Error) => void;
}

const GONE = 'The demo exchange has gone';

/** Commands that somebody waits for: each has a number, since reports come at all times and answer nothing. */
export class Asks {
  readonly #send: (command: AskedCommand) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #isClosed = false;

  constructor(send: (command: AskedCommand) => void) {
    this.#send = send;
  }

  /** Rejects with the exchange's words when it refuses. */
  ask(command: ControlCommand): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error(GONE));
    this.#last += 1;
    const ask = this.#last;
    return new Promise((done, refused) => {
      this.#waiting.set(ask, { done, refused });
      this.#send({ ...command, ask });
    });
  }

  /** `refusal` is null when it was done. */
  answered(ask: number, refusal: string | null): void {
    const waiting = this.#waiting.get(ask);
    this.#waiting.delete(ask);
    if (refusal === null) waiting?.done();
    else waiting?.refused(new Error(refusal));
  }

  close(): void {
    this.#isClosed = true;
    for (const ask of this.#waiting.keys()) this.answered(ask, GONE);
  }
}
