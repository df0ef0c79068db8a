import { Ema } from '#shared/domain/indicators/ema';
import { Vwap } from '#shared/domain/indicators/vwap';
import type { BarFold, Overlay } from '../../charts/candle-style';

export type OverlayId = 'ema9' | 'ema21' | 'vwap';

function emaFold(average: Ema, period: number): BarFold {
  return {
    next: ({ close }) => average.next(close),
    copy: () => emaFold(new Ema(period, average.state), period),
  };
}

function vwapFold(average: Vwap): BarFold {
  return {
    next: (bar) => average.next(bar),
    copy: () => vwapFold(new Vwap(average.state)),
  };
}

/** The indicator lines that the chart can show. */
export const OVERLAYS: readonly (Overlay & { readonly id: OverlayId })[] = [
  { id: 'ema9', label: 'EMA 9', colour: 'line1', start: () => emaFold(new Ema(9), 9) },
  { id: 'ema21', label: 'EMA 21', colour: 'line2', start: () => emaFold(new Ema(21), 21) },
  { id: 'vwap', label: 'VWAP', colour: 'line3', start: () => vwapFold(new Vwap()) },
];
