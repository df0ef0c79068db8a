import { describe, expect, it } from 'vitest';
import { run } from './run';

const CHAIN = 'electron/research/fixtures/2026-02-03-NIFTY-chain.csv.gz';
const DUMP = 'electron/adapters/kite/fixtures/instruments_all.csv';
const CANDLES = 'electron/research/fixtures/ICICIBANK-minute-2026-05.csv.gz';

async function kitedesk(...args: readonly string[]) {
  let [out, said] = ['', ''];
  const streams = { out: (text: string) => void (out += text), say: (text: string) => void (said += `${text}\n`) };
  const code = await run(args, streams, new AbortController().signal);
  return { code, out, said };
}

describe('kitedesk', () => {
  it('replays a chain and writes one JSON document to stdout, amounts in rupees', async () => {
    const { code, out, said } = await kitedesk('replay', '--chain', CHAIN, '--strategy', 'atm-straddle-sell', '--json');
    expect(code).toBe(0);
    const result: unknown = JSON.parse(out);
    expect(result).toMatchObject({
      command: 'replay',
      days: 1,
      from: '2026-02-03',
      metrics: { trades: 1, net: -3941.68 },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      strategies: [{ id: 'atm-straddle-sell', params: { underlying: 'NIFTY', legStop: 0.25 } }],
      trades: [
        {
          openedAt: '2026-02-03T09:54:09+05:30',
          legs: [{ side: 'sell', qty: 65, entry: 110.2, exit: 113.2 }, { exit: 166 }],
          net: -3941.68,
        },
      ],
    });
    expect(said).toContain('day 1 of 1');
  });

  it('runs every strategy over a chain when none is named', async () => {
    const { out } = await kitedesk('replay', '--chain', CHAIN, '--json');
    expect((JSON.parse(out) as { strategies: { id: string }[] }).strategies.map(({ id }) => id).sort()).toEqual([
      'atm-straddle-sell',
      'directional-breakout',
      'moving-average',
      'reversal-zones',
      'sr-breakout',
    ]);
  });

  it('runs every strategy over candles of a share; those that need an index say what they miss', async () => {
    const { code, out } = await kitedesk('replay', '--data', CANDLES, '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { lastWords: unknown[] }).lastWords).toHaveLength(5);
  });

  it('back-tests a share, which it names by the file, with parameters from the command line', async () => {
    const { code, out } = await kitedesk(
      'backtest',
      '--strategy',
      'sr-breakout',
      '--data',
      CANDLES,
      '--param',
      'quantity=50',
      '--param',
      'sr-breakout.stop=0.002',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      strategies: [{ params: { symbol: 'ICICIBANK', vehicle: 'itself', quantity: 50, stop: 0.002 } }],
      days: 5,
    });
  });

  it('tells a person the same without --json', async () => {
    const { out } = await kitedesk('replay', '--chain', CHAIN, '--strategy', 'atm-straddle-sell');
    expect(out).toMatch(/Net -3941\.68 = gross -3818\.75 − charges 122\.93/);
    expect(out).toMatch(/Digest [0-9a-f]{64}/);
  });

  it.each([
    [['--help'], /backtest.*\n.*replay/],
    [['backtest', '--help'], /--data FILE[\s\S]*--param NAME=VALUE[\s\S]*--json[\s\S]*Exit codes: 0 done/],
    [['replay', '-h'], /--chain FILE[\s\S]*--history FILE/],
    [['compare', '--help'], /A\.json B\.json/],
    [['serve', '--help'], /--token-file FILE/],
  ])('helps with %j', async (args, text) => {
    const { code, out } = await kitedesk(...args);
    expect([code, out]).toEqual([0, expect.stringMatching(text)]);
  });

  it.each([
    [[], 2, ''],
    [['trade'], 2, 'there is no command "trade"'],
    [['backtest', '--data', CANDLES], 2, '--strategy ID is missing'],
    [['backtest', '--strategy', 'martingale', '--data', CANDLES], 2, 'there is no strategy "martingale"; known are'],
    [
      ['backtest', '--strategy', 'sr-breakout', '--data', CANDLES, '--param', 'stopp=1'],
      2,
      'no chosen strategy has a parameter "stopp": sr-breakout has symbol',
    ],
    [
      ['backtest', '--strategy', 'sr-breakout', '--data', CANDLES, '--param', 'stop=much'],
      2,
      'Stop: expected a number from 0.001 to 0.5, found "much"',
    ],
    [['replay', '--chain', CHAIN, '--slippage', '5'], 2, '--slippage expects a share from 0 to 0.05, found "5"'],
    [['replay', '--chain', CHAIN, '--from', '2026-02-03', '--to', '2026-02-02'], 2, 'lies after --to 2026-02-02'],
    [['backtest', '--strategy', 'sr-breakout', '--data', CANDLES, '--fast'], 2, "Unknown option '--fast'"],
    [['replay', '--chain', CHAIN, '--symbol', 'SENSEX'], 3, 'has no SENSEX, but NIFTY'],
    [['replay', '--chain', 'nowhere.csv'], 3, 'nowhere.csv: cannot be read'],
    [['replay', '--chain', 'electron'], 3, 'electron: cannot be read'],
    [['replay', '--chain', '/dev/null'], 3, '/dev/null: is empty'],
    [['replay', '--chain', process.execPath], 3, 'holds something else than text in UTF-8, JSON or Parquet'],
    [['replay', '--chain', DUMP], 3, 'is a dump of instruments'],
    [
      ['backtest', '--strategy', 'sr-breakout', '--data', CANDLES, '--from', '2027-01-01'],
      3,
      'has no trading day from 2027-01-01',
    ],
    [
      ['backtest', '--strategy', 'sr-breakout', '--data', CANDLES, '--to', 'May'],
      2,
      '--to expects a day as yyyy-mm-dd, found "May"',
    ],
  ])('ends %j with exit code %i and says why', async (args, code, words) => {
    const ended = await kitedesk(...args);
    expect(ended.code).toBe(code);
    expect(ended.said).toContain(words);
    if (args.length > 0) expect(ended.out).toBe('');
  });

  it('ends with 130 when it is interrupted', async () => {
    const streams = { out: () => {}, say: () => {} };
    expect(await run(['backtest', '--strategy', 'sr-breakout', '--data', CANDLES], streams, AbortSignal.abort())).toBe(
      130,
    );
  });
});
