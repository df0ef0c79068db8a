import { describe, expect, it } from 'vitest';
import type { Recording } from '../recording';
import type { Market } from './market.testkit';
import { plain, played } from './played.testkit';
import { RECORDED } from './recordings.testkit';
import {
  average,
  bias,
  breakout,
  straddle,
  USUAL_AVERAGE,
  USUAL_BIAS,
  USUAL_BREAKOUT,
  USUAL_ZONES,
  zones,
  type Pairing,
} from './rules.testkit';
import type { PlainTrade } from './session.testkit';

/** The strategies as they come, and so that they trade more: on shorter candles that may be older, without volume or proof. */
const USUAL: readonly Pairing[] = [
  straddle({ afterLegStop: 'move-to-cost' }),
  bias(USUAL_BIAS),
  average(USUAL_AVERAGE),
  zones(USUAL_ZONES),
  breakout(USUAL_BREAKOUT),
];
const OLD = { staleAfter: 300 };
const EAGER: readonly Pairing[] = [
  straddle({ afterLegStop: 'close-all' }),
  bias({ ...USUAL_BIAS, length: 3, threshold: 0, volumeFactor: 0, maxTrades: 10 }, OLD),
  average({ ...USUAL_AVERAGE, length: 3, history: 250, filter: 0, volumeFactor: 0, leastSignals: null }, OLD),
  zones({ ...USUAL_ZONES, length: 3, wick: 0.2, volumeFactor: 0 }, OLD),
  breakout({ length: 3, stop: 0.002, target: 0.003 }, OLD),
];

function line({ date, legs, net }: PlainTrade): string {
  const told = legs.map(
    ({ name, side, enteredAt, entry, leftAt, exit, why }) =>
      `${side} ${name} ${enteredAt} ${entry / 100}, left ${leftAt} ${exit / 100}: ${why}`,
  );
  return `${date} ${told.join(' | ')}; net ${(net / 100).toFixed(2)}`;
}

/** What was played, held against what should have been; its trades, or why there is none. */
async function section(recording: Recording, markets: readonly Market[], { strategy, params, expected }: Pairing) {
  const isShare = recording.symbols[0] === 'ICICIBANK';
  // A share has no chain, and no open interest to go by.
  if (strategy === 'directional-breakout' && isShare) return [`## ${strategy}`, 'none: a share has no open interest'];
  const { trades, metrics, lastWords } = await played(recording, strategy, params);
  const own = trades.map(plain);
  expect(own, strategy).toEqual(markets.flatMap(expected));
  const none = lastWords[0]?.why || 'nothing that it trades was recorded';
  return [
    `## ${strategy}: ${trades.length} trades, net ${(metrics.net / 100).toFixed(2)}`,
    ...(trades.length === 0 ? [`none: ${none}`] : own.map(line)),
  ];
}

describe('the trades of every strategy on the recorded days are those of an independent computation', () => {
  it.each(Object.values(RECORDED))('$name', async ({ name, recording: open, markets: read }) => {
    const [recording, markets] = [open(), read()];
    const lines: string[] = [`# ${name}`];
    for (const pairing of USUAL) lines.push('', ...(await section(recording, markets, pairing)));
    lines.push('', '# The same, more eager');
    for (const pairing of EAGER) lines.push('', ...(await section(recording, markets, pairing)));
    const file = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`recorded-days/${file}.txt`);
  });
});
