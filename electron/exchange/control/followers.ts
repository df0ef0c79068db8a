import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { EpochMs } from '#shared/domain/units';
import type { ControlMessage } from './protocol';

const wordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('follow') }),
  z.object({ kind: z.literal('done'), step: z.number().int() }),
]);

/** Longer than a strategy is allowed to be silent; a desk that takes longer is broken or held in a debugger. */
const PATIENCE_MS = 20_000;

/** The desks that the market waits for: each is told of a step and answers when it has done with it. */
export class Followers {
  readonly #sockets = new Set<WebSocket>();
  #step = 0;
  #missing = new Set<WebSocket>();
  #allDone: () => void = () => {};

  get count(): number {
    return this.#sockets.size;
  }

  /** Whether the message was one about steps. */
  heard(socket: WebSocket, message: unknown): boolean {
    const word = wordSchema.safeParse(message);
    if (!word.success) return false;
    if (word.data.kind === 'follow') this.#sockets.add(socket);
    else if (word.data.step === this.#step) this.#done(socket);
    return true;
  }

  left(socket: WebSocket): void {
    this.#sockets.delete(socket);
    this.#done(socket);
  }

  /** Tells all that it is `at`; resolves when they have done what there is to do then. */
  async step(at: EpochMs): Promise<void> {
    if (this.#sockets.size === 0) return;
    this.#step += 1;
    this.#missing = new Set(this.#sockets);
    const text = JSON.stringify({ type: 'step', step: this.#step, at } satisfies ControlMessage);
    await new Promise<void>((resolve) => {
      const patience = setTimeout(resolve, PATIENCE_MS);
      this.#allDone = () => {
        clearTimeout(patience);
        resolve();
      };
      for (const socket of this.#missing) socket.send(text);
    });
  }

  #done(socket: WebSocket): void {
    if (this.#missing.delete(socket) && this.#missing.size === 0) this.#allDone();
  }
}
