import type { DeskHost } from '#electron/runner/desk-host';
import { openDemoVenue } from './demo';
import { Replay } from './replay';
import type { Surroundings } from './surroundings';

/** Opens the demo on the host. Resolves to what closes the demo exchange, once the desk itself has been closed. */
export async function openDemo(host: DeskHost, around: Surroundings): Promise<() => Promise<void>> {
  const venue = await openDemoVenue(around);
  const replay = new Replay(host, venue, around);
  await replay.open();
  return async () => {
    await replay.close();
    await venue.close();
  };
}
