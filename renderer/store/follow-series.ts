import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { err, messageOf } from '#shared/domain/result';
import type { BarsReply, Outcome } from '#shared/ipc/contract';
import { seriesKey, type SeriesView } from '#shared/ipc/views';
import { bridge } from './bridge';
import { onSnapshot, subscribeDesk } from './desk';

export interface SeriesListener {
  /** The whole series: at first, and again whenever `onView` could not go on. */
  readonly onBars: (reply: BarsReply) => void;
  /** The newest bars. Answers whether they join on to what is there. */
  readonly onView: (view: SeriesView) => boolean;
  readonly onProblem: (message: string) => void;
}

/** Loads a series and keeps it up to date, outside of React. Returns how to stop listening: the desk keeps the series for the day. */
export function followSeries(instrument: InstrumentId, interval: BarInterval, listener: SeriesListener): () => void {
  let isLoaded = false;
  let revision: number | null = null;
  let round = 0;

  const load = async () => {
    isLoaded = false;
    round += 1;
    const own = round;
    const reply = await asked(bridge().request('series.watch', { instrument, interval }));
    // It has ended, or was asked for anew meanwhile.
    if (own !== round) return;
    isLoaded = reply.ok;
    revision = null;
    if (reply.ok) listener.onBars(reply.value);
    else listener.onProblem(reply.error.message);
  };

  const stops = [
    subscribeDesk(
      (desk) => desk.series[seriesKey(instrument, interval)],
      (view) => {
        if (view === undefined) return;
        // Bars that were drawn already have changed: those missed while no prices came, say.
        const isChanged = revision !== null && view.revision !== revision;
        revision = view.revision;
        if (isLoaded && (isChanged || !listener.onView(view))) void load();
      },
    ),
    // A desk that begins anew, as when a played day is set back, has forgotten who watched what.
    onSnapshot(() => void load()),
  ];
  void load();
  return () => {
    round += 1;
    for (const stop of stops) stop();
  };
}

/** A request that gets no answer ends like one that is refused. */
async function asked(reply: Promise<Outcome<BarsReply>>): Promise<Outcome<BarsReply>> {
  try {
    return await reply;
  } catch (error) {
    return err({ message: messageOf(error) });
  }
}
