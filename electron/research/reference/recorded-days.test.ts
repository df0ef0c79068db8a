import { describe, expect, it } from 'vitest';
import { istClock } from '#shared/domain/time';
import { strategies } from '#shared/engine/registry';
import { planInstances } from '../instances';
import type { Recording } from '../recording';
import type { ResearchTrade } from '../results';
import { candleRecording, readCandles } from '../sources/candles';
import { readChain } from '../sources/chain';
import { fixture } from './plain.testkit';
import { played } from './played.testkit';

/** Days of market through the whole desk take their time on a busy machine. */
const PATIENT = { timeout: 120_000 };

const chain = (file: string) => readChain(fixture(file), null);
const candles = (file: string) => candleRecording(readCandles(fixture(file), null));

/** What was recorded, and what a strategy has to do without there. */
const DAYS: readonly (readonly [string, () => Recording])[] = [
  ['NIFTY chain of 30 January 2026', () => chain('2026-01-30-NIFTY-chain.csv.gz')],
  ['NIFTY chain of 3 February 2026, an expiry', () => chain('2026-02-03-NIFTY-chain.csv.gz')],
  ['NIFTY chain of 18 August 2026, an expiry', () => chain('2026-08-18-NIFTY-chain.csv.gz')],
  ['NIFTY minutes of January 2024', () => candles('NIFTY50-minute-2024-01.csv.gz')],
  ['ICICIBANK minutes of May 2026', () => candles('ICICIBANK-minute-2026-05.csv.gz')],
];

/** 'date entered–left side instrument entry → exit: reason; net'. */
function line({ date, legs, net, exitReason }: ResearchTrade): string {
  const clock = (at: number | null) => (at === null ? 'never' : istClock(at));
  const told = legs.map(
    ({ instrument, side, qty, enteredAt, entry, leftAt, exit, exitReason: own }) =>
      `${clock(enteredAt)}–${clock(leftAt)} ${side} ${qty} ${instrument} ${(entry ?? 0) / 100} → ${(exit ?? 0) / 100}: ${own ?? exitReason}`,
  );
  return `${date} ${told.join(' | ')}; net ${(net / 100).toFixed(2)}`;
}

/** A strategy's section: its trades, or why it has none. */
async function section(recording: Recording, strategy: string): Promise<readonly string[]> {
  const planned = planInstances(
    strategies().filter(({ id }) => id === strategy),
    [],
    recording,
  );
  if (!planned.ok) return [`## ${strategy}: not for this recording`, planned.error];
  const { trades, metrics, missed, lastWords } = await played(recording, strategy);
  const calls = missed.length > 0 ? `, ${missed.length} calls not taken` : '';
  const none = lastWords[0]?.why || 'nothing that it trades was recorded';
  return [
    `## ${strategy}: ${trades.length} trades, net ${(metrics.net / 100).toFixed(2)}${calls}`,
    ...(trades.length === 0 ? [`none: ${none}`] : trades.map(line)),
  ];
}

describe('the trades of every strategy on the recorded days', PATIENT, () => {
  it.each(DAYS)('%s', async (name, open) => {
    const recording = open();
    const lines: string[] = [`# ${name}`];
    for (const { id } of strategies()) lines.push('', ...(await section(recording, id)));
    const file = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`recorded-days/${file}.txt`);
  });
});
