import { useEffect, useState } from 'react';
import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { barsToDraw, isBroken, putLast } from '../../charts/bar-roll';
import { followSeries } from '../../store/follow-series';
import { combinedPremium, type PremiumPoint } from './premium';

export interface Premium {
  readonly points: readonly PremiumPoint[];
  readonly problem: string | null;
}

const NOTHING: Premium = { points: [], problem: null };
const REDRAW_MS = 500;

/** The combined premium of two options through the day, minute by minute, up to now. */
export function usePremium(call: InstrumentId | null, put: InstrumentId | null): Premium {
  const [premium, setPremium] = useState(NOTHING);
  useEffect(() => {
    if (call === null || put === null) return;
    const calls: Bar[] = [];
    const puts: Bar[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const publish = () => {
      timer = undefined;
      setPremium({ points: combinedPremium(calls, puts), problem: null });
    };
    const changed = () => {
      timer ??= setTimeout(publish, REDRAW_MS);
    };
    const fail = (problem: string) => setPremium({ points: [], problem });
    const stops = [follow(call, calls, changed, fail), follow(put, puts, changed, fail)];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
      setPremium(NOTHING);
    };
  }, [call, put]);
  return premium;
}

/** Keeps `bars` as the minutes of one option. */
function follow(
  instrument: InstrumentId,
  bars: Bar[],
  changed: () => void,
  fail: (problem: string) => void,
): () => void {
  return followSeries(instrument, '1m', {
    onBars: (reply) => {
      bars.splice(0, bars.length, ...reply.bars);
      changed();
    },
    onView: (view) => {
      const endsAt = bars.at(-1)?.startAt ?? null;
      if (isBroken(endsAt, view)) return false;
      for (const bar of barsToDraw(endsAt, view)) putLast(bars, bar);
      changed();
      return true;
    },
    onProblem: fail,
  });
}
