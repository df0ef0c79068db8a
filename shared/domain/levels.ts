import type { Paise } from './units';

export type LevelKind =
  | 'swing-high'
  | 'swing-low'
  | 'previous-high'
  | 'previous-low'
  | 'previous-close'
  | 'pivot'
  | 'opening-high'
  | 'opening-low'
  | 'max-call-oi'
  | 'max-put-oi'
  | 'round';

/** A price that the market is likely to look at, and why. */
export interface Level {
  readonly price: Paise;
  readonly kind: LevelKind;
  /** In words, for the hover: 'Pivot S1', 'Most put OI: 24,500'. */
  readonly source: string;
  /** 0–1: how much such a level counts beside the others. */
  readonly strength: number;
  /** How often the bars looked at came to it and turned. */
  readonly touches: number;
}
