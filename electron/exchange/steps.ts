import { SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { ControlMessage, ControlState, PaceWord } from './control/protocol';

type Step = Extract<ControlMessage, { readonly type: 'step' }>;

/** The desk's side of a paced market: its time, and the work that each of its seconds waits for. */
export class Steps {
  readonly #say: (word: PaceWord) => void;
  #work: ((at: EpochMs) => Promise<void>) | null = null;
  /** The last one begun, which the exchange waits for until it is answered. */
  #step: Step | null = null;
  #at: { readonly at: EpochMs; readonly heardAt: number } | null = null;
  #isAttending = false;

  constructor(say: (word: PaceWord) => void) {
    this.#say = say;
  }

  attend(): void {
    if (this.#isAttending) return;
    this.#isAttending = true;
    this.#say({ kind: 'follow' });
  }

  follow(work: (at: EpochMs) => Promise<void>): () => void {
    this.attend();
    this.#work = work;
    if (this.#step) this.#run(this.#step);
    return () => {
      if (this.#work === work) this.#work = null;
    };
  }

  begin(step: Step): void {
    this.#step = step;
    if (this.#at?.at !== step.at) this.#at = { at: step.at, heardAt: performance.now() };
    this.#run(step);
  }

  /** A report that is not a step away tells that the market was put to another time. */
  reported({ isPaced, marketAt }: ControlState): void {
    if (!isPaced) this.#at = null;
    else if (!this.#at || Math.abs(marketAt - this.#at.at) > SECOND)
      this.#at = { at: marketAt, heardAt: performance.now() };
  }

  /**
   * Market time while it is paced; null when it runs freely. At the speed of life the milliseconds within a second are
   * told, for whoever measures how long something took; faster they would mean nothing, and runs would differ by them.
   */
  now({ isPaused, speed }: ControlState): EpochMs | null {
    if (!this.#at) return null;
    const { at, heardAt } = this.#at;
    const within = speed === 1 && !isPaused ? Math.floor(performance.now() - heardAt) : 0;
    return at + Math.min(SECOND - 1, within);
  }

  #run(step: Step): void {
    void this.#answer(step);
  }

  async #answer({ step, at }: Step): Promise<void> {
    if (!this.#work) return;
    try {
      await this.#work(at);
    } finally {
      // Also for work that failed: the market must not stand still for it.
      this.#say({ kind: 'done', step });
    }
  }
}
