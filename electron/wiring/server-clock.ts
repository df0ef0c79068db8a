import { connectControl } from '#electron/exchange/control-client';
import type { Clock } from '#shared/ports/clock';

export interface ServerClock extends Clock {
  close(): void;
}

/**
 * The time at which a server trades. Kite (`root` null) trades now. Another server may be a demo exchange that plays a
 * recorded day, and then says which time it is there.
 */
export async function openServerClock(root: string | null, now: () => number): Promise<ServerClock> {
  const system = { now, close: () => undefined };
  if (root === null) return system;
  try {
    const control = await connectControl(`${root.replace(/^http/, 'ws')}/demo/control`);
    return { now: control.clock, close: () => control.close() };
  } catch {
    // It speaks Kite's protocol alone, as Kite does; if it is not there at all, whoever trades there hears of it first.
    return system;
  }
}
