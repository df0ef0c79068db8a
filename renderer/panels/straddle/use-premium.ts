import { useEffect, useState } from 'react';
import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { barsToDraw, isBroken, putLast } from '../../charts/bar-roll';
import { followSeries } from '../../store/follow-series';
import { combinedPremium, type PremiumPoint } from './premium';

export interface Premium {
  readonly points: readonly PremiumPoint[];
  /** The past of both options is in the points. */
  readonly isRead: boolean;
  readonly problem: string | null;
}

/** What is known of one option's minutes. */
interface Minutes {
  readonly bars: Bar[];
  isRead: boolean;
}

const NOTHING: Premium = { points: [], isRead: false, problem: null };
const REDRAW_MS = 500;

/** The combined premium of two options through the day, minute by minute, up to now. */
export function usePremium(call: InstrumentId | null, put: InstrumentId | null): Premium {
  const [premium, setPremium] = useState(NOTHING);
  useEffect(() => {
    if (call === null || put === null) return;
    const calls: Minutes = { bars: [], isRead: false };
    const puts: Minutes = { bars: [], isRead: false };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const publish = () => {
      timer = undefined;
      const points = combinedPremium(calls.bars, puts.bars);
      setPremium({ points, isRead: calls.isRead && puts.isRead, problem: null });
    };
    const changed = () => {
      timer ??= setTimeout(publish, REDRAW_MS);
    };
    const fail = (problem: string) => setPremium({ ...NOTHING, problem });
    const stops = [follow(call, calls, changed, fail), follow(put, puts, changed, fail)];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
      setPremium(NOTHING);
    };
  }, [call, put]);
  return premium;
}

/** Keeps the minutes of one option up to date. */
function follow(
  instrument: InstrumentId,
  minutes: Minutes,
  changed: () => void,
  fail: (problem: string) => void,
): () => void {
  const { bars } = minutes;
  return followSeries(instrument, '1m', {
    onBars: (reply) => {
      minutes.isRead = true;
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
