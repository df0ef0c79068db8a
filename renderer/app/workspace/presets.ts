import type { PanelId } from './registry';

/** Panels side by side or one above the other; `share` is of the parent. The first tab of a stack is in front. */
export type Region =
  | { readonly kind: 'stack'; readonly share: number; readonly panels: readonly PanelId[] }
  | { readonly kind: 'row' | 'column'; readonly share: number; readonly regions: readonly Region[] };

export interface Preset {
  readonly name: string;
  readonly about: string;
  readonly layout: Region;
}

const stack = (share: number, ...panels: readonly PanelId[]): Region => ({ kind: 'stack', share, panels });
const row = (share: number, ...regions: readonly Region[]): Region => ({ kind: 'row', share, regions });
const column = (share: number, ...regions: readonly Region[]): Region => ({ kind: 'column', share, regions });

/** Layouts to begin from, and to come back to. */
export const PRESETS = [
  {
    name: 'Desk',
    about: 'Chain, chart, positions and strategies',
    layout: row(
      1,
      column(
        0.475,
        stack(0.72, 'option-chain'),
        row(0.28, stack(0.5, 'straddle', 'smile'), stack(0.5, 'oi', 'notices', 'watchlist')),
      ),
      column(
        0.525,
        row(
          0.58,
          stack(0.62, 'chart', 'payoff', 'oi-day', 'quick-trade'),
          stack(0.38, 'strategies', 'limits', 'latency'),
        ),
        stack(0.42, 'positions', 'basket', 'orders', 'fills', 'calls', 'performance', 'alerts'),
      ),
    ),
  },
  {
    name: 'Option seller',
    about: 'The chain large, positions always in sight',
    layout: row(
      1,
      column(0.62, stack(0.6, 'option-chain'), stack(0.4, 'positions', 'basket', 'orders', 'fills')),
      column(
        0.38,
        stack(0.45, 'straddle', 'payoff', 'chart', 'oi', 'oi-day', 'smile'),
        stack(0.55, 'strategies', 'calls', 'limits', 'notices', 'watchlist'),
      ),
    ),
  },
  {
    name: 'Breakout',
    about: 'The chart large, signals beside it',
    layout: row(
      1,
      column(0.7, stack(0.68, 'chart', 'straddle', 'oi', 'oi-day'), stack(0.32, 'positions', 'orders', 'fills')),
      column(0.3, stack(0.55, 'strategies', 'limits'), stack(0.45, 'calls', 'watchlist', 'notices', 'option-chain')),
    ),
  },
  {
    name: 'Review',
    about: 'What was done today, and why',
    layout: row(
      1,
      column(
        0.58,
        stack(0.62, 'performance', 'data', 'latency'),
        stack(0.38, 'positions', 'orders', 'fills', 'notices'),
      ),
      column(0.42, stack(0.45, 'chart'), stack(0.55, 'calls', 'strategies', 'limits', 'option-chain')),
    ),
  },
  {
    name: 'Lab',
    about: 'Strategies on recorded days, beside the desk',
    layout: row(
      1,
      stack(0.68, 'lab', 'performance', 'data'),
      column(0.32, stack(0.5, 'strategies', 'chart', 'replay'), stack(0.5, 'positions', 'orders', 'calls', 'notices')),
    ),
  },
  {
    name: 'Replay',
    about: 'A recorded day on the desk: chain, chart, time',
    layout: row(
      1,
      column(0.42, stack(0.6, 'option-chain'), stack(0.4, 'strategies', 'quick-trade', 'calls')),
      column(0.33, stack(0.58, 'chart', 'straddle', 'payoff'), stack(0.42, 'positions', 'orders', 'fills', 'notices')),
      stack(0.25, 'replay', 'data'),
    ),
  },
] as const satisfies readonly Preset[];

export type PresetName = (typeof PRESETS)[number]['name'];
