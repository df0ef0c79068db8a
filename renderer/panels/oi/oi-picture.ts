import { strikeKey, type ChainKey, type Tables } from '#shared/ipc/views';
import type { StrikePair, StrikePicture } from '../../charts/strike-chart';
import { formatStrike } from '../../format/money';

export type OiMeasure = 'oi' | 'oiChange';

/** Open interest of a chain by strike, with the spot and where buyers of options would lose most. */
export function oiPicture(desk: Tables, key: ChainKey, measure: OiMeasure): StrikePicture {
  const chain = desk.chains[key];
  if (!chain) return { lines: [], pairs: [], marks: [] };
  const pairs = chain.strikes.flatMap((strike): readonly StrikePair[] => {
    const row = desk.strikes[strikeKey(key, strike)];
    return row ? [{ strike, call: row.ce?.[measure] ?? 0, put: row.pe?.[measure] ?? 0 }] : [];
  });
  const { spot, maxPain } = chain;
  return {
    lines: [],
    pairs,
    marks: [
      ...(maxPain === null
        ? []
        : // Named in the panel's toolbar: on the axis its label would lie under the spot's.
          [{ price: maxPain, label: '', colour: 'atm', isDashed: true } as const]),
      ...(spot === null
        ? []
        : [
            {
              price: spot,
              label: `Spot ${formatStrike(Math.round(spot / 100) * 100)}`,
              colour: 'accent',
              isDashed: false,
            } as const,
          ]),
    ],
  };
}
