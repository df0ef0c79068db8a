import { tradesOf } from '#electron/research/results';
import { setJournalAside } from './day-files';
import { demoFolder, wireDemo, type DemoVenue } from './demo';
import { clockView, setClock } from './demo-clock';
import type { ReplayMarket } from './replay-market';
import type { Surroundings } from './surroundings';

/** The days that came with the program, at the demo exchange. */
export function shippedDays(venue: DemoVenue, around: Surroundings): ReplayMarket {
  const { control } = venue;
  return {
    name: 'Demo days',
    view: () => clockView(control),
    now: () => control.state().marketAt,
    set: (speed, isPaused) => setClock(control, speed, isPaused),
    runTo: (at) => control.ask({ kind: 'run-to', at }),
    seek: (at) => control.ask({ kind: 'seek', at }),
    async begin(day, from) {
      const { day: current, isPaused } = control.state();
      // A day begun again is another day to the journal: what was done in it before is kept under another name.
      await setJournalAside(demoFolder(around), day, around.now());
      if (day !== current.id) return control.ask({ kind: 'day', dayId: day });
      await control.ask(from === undefined ? { kind: 'restart-day' } : { kind: 'restart-day', at: from, isPaused });
    },
    wire: (playback) => wireDemo(venue, around, playback),
    release() {
      // The exchange waits by itself until the desk follows.
    },
    tradesOf: ({ desk, ledger }) => tradesOf(desk, ledger),
    onOver: (listener) => control.onChange(({ isOver }) => isOver && listener()),
    close: () => Promise.resolve(),
  };
}
