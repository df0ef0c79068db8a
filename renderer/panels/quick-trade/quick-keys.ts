import type { Right, Side } from '#shared/domain/instrument';
import type { Chord } from '../../ui/chord';

interface QuickKeys extends Readonly<Record<Right, Readonly<Record<Side, Chord>>>> {
  readonly further: Chord;
  readonly nearer: Chord;
}

/** Two neighbouring keys for the call and two for the put; the upper row buys. */
export const QUICK_KEYS: QuickKeys = {
  CE: { buy: 'Alt+Q', sell: 'Alt+A' },
  PE: { buy: 'Alt+W', sell: 'Alt+S' },
  further: 'Alt+ArrowUp',
  nearer: 'Alt+ArrowDown',
};
