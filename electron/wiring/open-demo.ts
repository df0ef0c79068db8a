import type { DeskHost } from '#electron/runner/desk-host';
import { setJournalAside } from './day-files';
import { obeyed } from './demo-clock';
import { demoFolder, openDemoVenue, wireDemo } from './demo';
import type { Surroundings } from './surroundings';

/** Opens the demo on the host. Resolves to what closes the demo exchange, once the desk itself has been closed. */
export async function openDemo(host: DeskHost, around: Surroundings): Promise<() => Promise<void>> {
  const venue = await openDemoVenue(around);
  const { control } = venue;

  /** A day begun again is another day to the journal: what was done in it before is kept under another name. */
  async function prepare(day: string): Promise<void> {
    const current = control.state().day.id;
    await setJournalAside(demoFolder(around), day, around.now());
    await obeyed(control, day === current ? { kind: 'restart-day' } : { kind: 'day', dayId: day });
  }
  const restart = (day: string): Promise<void> =>
    host.change(
      () => wireDemo(venue, around, restart),
      () => prepare(day),
    );

  await host.change(() => wireDemo(venue, around, restart));
  return () => venue.close();
}
