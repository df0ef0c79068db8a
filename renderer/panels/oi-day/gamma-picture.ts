import { gammaExposure } from '#shared/domain/gamma-exposure';
import type { Right } from '#shared/domain/instrument';
import { paise, type Paise } from '#shared/domain/units';
import { strikeKey, type ChainKey, type OptionCell, type Tables } from '#shared/ipc/views';
import type { StrikePicture } from '../../charts/strike-chart';
import { formatStrike } from '../../format/money';

/** Gamma exposure by strike, in rupees to be hedged per 1 % of the underlying. */
export function gammaPicture(desk: Tables, key: ChainKey): StrikePicture {
  const chain = desk.chains[key];
  if (!chain || chain.spot === null) return { lines: [], pairs: [], marks: [] };
  const { spot } = chain;
  const pairs = chain.strikes.map((strike) => {
    const row = desk.strikes[strikeKey(key, strike)];
    return { strike, call: exposureOf('CE', row?.ce, spot), put: exposureOf('PE', row?.pe, spot) };
  });
  return { lines: [], pairs, marks: [{ price: spot, label: spotLabel(spot), colour: 'accent', isDashed: false }] };
}

function exposureOf(right: Right, cell: OptionCell | null | undefined, spot: Paise): number {
  if (!cell || cell.gamma === null) return 0;
  return gammaExposure({ right, gamma: cell.gamma, oi: cell.oi }, spot) / 100;
}

function spotLabel(spot: Paise): string {
  return `Spot ${formatStrike(paise(Math.round(spot / 100) * 100))}`;
}
