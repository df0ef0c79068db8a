import type { AlertEvent, AlertSide, Measure, Watch } from './alerts';
import { inPercent, inPoints } from './words';

const WILL: Readonly<Record<AlertSide, string>> = { above: 'rises to', below: 'falls to', crosses: 'crosses' };
const DID: Readonly<Record<AlertSide, string>> = { above: 'rose to', below: 'fell to', crosses: 'crossed' };

const EVENTS: Readonly<Record<AlertEvent, string>> = {
  entry: 'enters',
  exit: 'exits',
  stop: 'is stopped out',
  failed: 'fails',
  halted: 'Trading is halted',
  connection: 'A connection is lost',
};

/** What instruments and strategies are called; ids where nobody knows. */
export interface Names {
  readonly instrument: (id: string) => string;
  readonly instance: (id: string) => string;
}

/** What is measured: 'NIFTY 50', 'PCR of NIFTY', 'P&L of the day'. */
function nameOfMeasure(measure: Measure, names: Names): string {
  switch (measure.kind) {
    case 'price':
      return names.instrument(measure.instrument);
    case 'oi-change':
      return `OI change of ${names.instrument(measure.instrument)}`;
    case 'straddle':
      return `${measure.underlying} straddle`;
    case 'pcr':
      return `PCR of ${measure.underlying}`;
    case 'atm-iv':
      return `ATM IV of ${measure.underlying}`;
    case 'pnl':
      return measure.instance === null ? 'P&L of the day' : `P&L of ${names.instance(measure.instance)}`;
  }
}

/** A value in its unit: '24,200', '0.92', '14.20 %', '₹-1,500'. */
export function figureOf({ kind }: Measure, value: number): string {
  switch (kind) {
    case 'price':
    case 'straddle':
      return inPoints(value);
    case 'pcr':
      return value.toFixed(2);
    case 'atm-iv':
      return inPercent(value);
    case 'oi-change':
      return inPoints(Math.round(value) * 100);
    case 'pnl':
      return `₹${inPoints(value)}`;
  }
}

/** What a rule waits for: 'NIFTY 50 rises to 24,200'. */
export function describeWatch(watch: Watch, names: Names): string {
  if (watch.kind === 'level')
    return `${nameOfMeasure(watch.measure, names)} ${WILL[watch.side]} ${figureOf(watch.measure, watch.level)}`;
  const { event, instance } = watch;
  if (event === 'halted' || event === 'connection') return EVENTS[event];
  return `${instance === null ? 'Any strategy' : names.instance(instance)} ${EVENTS[event]}`;
}

/** What happened: 'NIFTY 50 rose to 24,200: it is 24,201.35'. */
export function sayReached(watch: Extract<Watch, { kind: 'level' }>, value: number, names: Names): string {
  const { measure, side, level } = watch;
  const reached = `${nameOfMeasure(measure, names)} ${DID[side]} ${figureOf(measure, level)}`;
  return `${reached}: it is ${figureOf(measure, value)}`;
}
