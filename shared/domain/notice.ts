import type { EpochMs } from './units';

/** Something the trader should know: what happened, what it means, what to do. */
export interface Notice {
  readonly id: string;
  readonly at: EpochMs;
  readonly level: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly detail: string;
  /** Of a notice that one of the person's own alerts made: whether it is to be heard as well. */
  readonly alert?: { readonly isHeard: boolean };
}
