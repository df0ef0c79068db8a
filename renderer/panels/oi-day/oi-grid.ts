import type { ChainMinute } from '#shared/ipc/review';
import type { HeatPicture } from '../../charts/heat-map';

export const MEASURES = [
  { value: 'net', label: 'Puts − calls' },
  { value: 'ce', label: 'Calls' },
  { value: 'pe', label: 'Puts' },
] as const;

export type Measure = (typeof MEASURES)[number]['value'];

/** Open interest as it stands, or what was added since the first minute known. */
export type Kind = 'change' | 'oi';

/**
 * Open interest strike by strike through the day. A strike that was out of sight has gaps; its change is counted from the
 * first minute in which it was seen.
 */
export function oiGrid(minutes: readonly ChainMinute[], measure: Measure, kind: Kind): HeatPicture {
  const strikes = [...new Set(minutes.flatMap((minute) => minute.strikes))].toSorted((a, b) => b - a);
  const firsts = new Map<number, number>();
  const columns = minutes.map((minute) => {
    const byStrike = new Map(minute.strikes.map((strike, row) => [strike, valueOf(minute, row, measure)]));
    return {
      at: minute.at,
      values: strikes.map((strike) => {
        const value = byStrike.get(strike) ?? null;
        if (value === null || kind === 'oi') return value;
        if (!firsts.has(strike)) firsts.set(strike, value);
        return value - (firsts.get(strike) ?? value);
      }),
    };
  });
  return {
    rows: strikes,
    columns,
    colours: COLOURS[measure],
    paths: [
      { colour: 'accent', isDashed: false, points: minutes.map(({ at, spot }) => ({ at, price: spot })) },
      { colour: 'atm', isDashed: true, points: minutes.map(({ at, maxPain }) => ({ at, price: maxPain })) },
    ],
  };
}

/** Of what there is more and of what less. */
const COLOURS: Readonly<Record<Measure, HeatPicture['colours']>> = {
  net: { positive: 'put', negative: 'call' },
  ce: { positive: 'call', negative: 'loss' },
  pe: { positive: 'put', negative: 'loss' },
};

function valueOf({ ce, pe }: ChainMinute, row: number, measure: Measure): number | null {
  const [call, put] = [ce[row] ?? null, pe[row] ?? null];
  if (measure === 'ce') return call;
  if (measure === 'pe') return put;
  return call === null || put === null ? null : put - call;
}
