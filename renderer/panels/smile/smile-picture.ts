import { strikeKey, type ChainKey, type Tables } from '#shared/ipc/views';
import type { StrikePicture, StrikePoint } from '../../charts/strike-chart';
import { formatPercent } from '../../format/figures';
import { formatStrike } from '../../format/money';

/**
 * Implied volatility by strike, of the out-of-the-money options: their prices are all time value, whereas a tick of
 * an option deep in the money can be ten points of volatility. At the ATM strike both are shown.
 */
export function smilePicture(desk: Tables, key: ChainKey): StrikePicture {
  const chain = desk.chains[key];
  if (!chain || chain.atmStrike === null) return { lines: [], pairs: [], marks: [] };
  const { strikes, atmStrike, forward, atmIv } = chain;
  const puts: StrikePoint[] = [];
  const calls: StrikePoint[] = [];
  for (const strike of strikes) {
    const row = desk.strikes[strikeKey(key, strike)];
    const put = strike <= atmStrike ? row?.pe?.iv : null;
    const call = strike >= atmStrike ? row?.ce?.iv : null;
    if (typeof put === 'number') puts.push({ price: strike, value: put });
    if (typeof call === 'number') calls.push({ price: strike, value: call });
  }
  const label = `Fwd ${forward === null ? '' : formatStrike(Math.round(forward / 100) * 100)}`;
  return {
    lines: [
      { id: 'puts', colour: 'put', kind: 'dots', points: puts },
      { id: 'calls', colour: 'call', kind: 'dots', points: calls },
    ],
    pairs: [],
    marks:
      forward === null
        ? []
        : [
            {
              price: forward,
              label: atmIv === null ? label : `${label}, ${formatPercent(atmIv, 1)}`,
              colour: 'atm',
              isDashed: true,
            },
          ],
  };
}
