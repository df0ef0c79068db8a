import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { err } from '#shared/domain/result';
import type { BarsReply, Outcome } from '#shared/ipc/contract';
import { seriesKey, type SeriesView } from '#shared/ipc/views';
import { subscribeDesk } from './desk';
import { watchSeries } from './watches';

export interface SeriesListener {
  /** The whole series: at first, and again whenever `onView` could not go on. */
  readonly onBars: (reply: BarsReply) => void;
  /** The newest bars. Answers whether they join on to what is there. */
  readonly onView: (view: SeriesView) => boolean;
  readonly onProblem: (message: string) => void;
}

/** Loads a series and keeps it up to date, outside of React. Returns how to stop. */
export function followSeries(instrument: InstrumentId, interval: BarInterval, listener: SeriesListener): () => void {
  const { bars, release } = watchSeries(instrument, interval);
  let isLoaded = false;
  let revision: number | null = null;
  let hasEnded = false;

  const load = async () => {
    isLoaded = false;
    const reply = await asked(bars());
    if (hasEnded) return;
    isLoaded = reply.ok;
    revision = null;
    if (reply.ok) listener.onBars(reply.value);
    else listener.onProblem(reply.error.message);
  };

  const stop = subscribeDesk(
    (desk) => desk.series[seriesKey(instrument, interval)],
    (view) => {
      if (view !== undefined) {
        // Bars that were drawn already have changed: those missed while no prices came, say.
        const isChanged = revision !== null && view.revision !== revision;
        revision = view.revision;
        if (isLoaded && isChanged) return void load();
      }
      // The row goes when the desk begins anew, as when a played day is set back; who watched it is forgotten then.
      if (isLoaded && (view === undefined || !listener.onView(view))) void load();
    },
  );
  void load();
  return () => {
    hasEnded = true;
    stop();
    release();
  };
}

/** A request that gets no answer ends like one that is refused. */
async function asked(reply: Promise<Outcome<BarsReply>>): Promise<Outcome<BarsReply>> {
  try {
    return await reply;
  } catch (error) {
    return err({ message: error instanceof Error ? error.message : String(error) });
  }
}
