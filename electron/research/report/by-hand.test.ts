import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/run';

/** What a report says, worked out again from the trades of the document with arrays alone. */

const FIXTURES = 'electron/research/fixtures';
const VIX = `${FIXTURES}/INDIAVIX-day-2018-01_02.csv.gz`;
const BACKTEST = `backtest --strategy moving-average --data ${FIXTURES}/BANKNIFTY-15minute-2018-01_02.csv.gz --param interval=15m --param filter=0 --param validate=false --vix ${VIX} --json`;
const STRADDLE = `replay --strategy atm-straddle-sell --chain ${FIXTURES}/2026-02-03-NIFTY-chain.csv.gz --chain ${FIXTURES}/2026-01-30-NIFTY-chain.csv.gz --json`;

/** Rupees. */
interface Told {
  readonly openedAt: string;
  readonly net: number;
  readonly legs: readonly { readonly instrument: string; readonly side: string; readonly qty: number }[];
}

interface Document {
  readonly trades: readonly Told[];
  readonly metrics: Readonly<Record<string, number>>;
  readonly digest: string;
  readonly report: {
    readonly byVix: readonly {
      readonly label: string;
      readonly trades: number;
      readonly wins: number;
      readonly net: number;
    }[];
  };
}

type Row = Readonly<Record<string, string>>;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-by-hand-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function kitedesk(line: string): Promise<string> {
  let [out, said] = ['', ''];
  const streams = { out: (text: string) => void (out += text), say: (text: string) => void (said += `${text}\n`) };
  const code = await run(line.split(' '), streams, new AbortController().signal);
  if (code !== 0) throw new Error(said);
  return out;
}

async function reported(line: string, name: string) {
  const [page, table, file] = ['html', 'csv', 'json'].map((ending) => join(folder, `${name}.${ending}`));
  if (!page || !table || !file) throw new Error('There are three files');
  writeFileSync(file, await kitedesk(`${line} --html ${page} --csv ${table}`));
  // The command wrote it a moment ago.
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const rows = parse(readFileSync(table), { columns: true }) as readonly Row[];
  return { document, rows, page: readFileSync(page, 'utf8'), file };
}

const paiseOf = (rupees: string | number | undefined): number => Math.round(Number(rupees ?? 0) * 100);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const textOf = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe.each([
  ['a back-test of single legs', BACKTEST, 20],
  ['a replay of pairs of legs', STRADDLE, 2],
])('the exports of %s', (name, line, least) => {
  let run: Awaited<ReturnType<typeof reported>>;
  beforeAll(async () => (run = await reported(line, name.replaceAll(' ', '-'))));

  it('add up to the report in the table, column by column, to the paisa', () => {
    const { rows, document } = run;
    const column = (of: string) => sum(rows.map((row) => paiseOf(row[of])));
    const { trades, net, gross, charges } = document.metrics;
    expect(trades).toBeGreaterThanOrEqual(least);
    expect(new Set(rows.map(({ trade }) => trade)).size).toBe(trades);
    expect(column('trade_net')).toBe(paiseOf(net));
    expect(column('trade_charges')).toBe(paiseOf(charges));
    expect([column('trade_gross'), column('leg_pnl')]).toEqual([paiseOf(gross), paiseOf(gross)]);
    // What every leg brought, out of its own prices, which are averages rounded to the paisa.
    for (const { side, quantity, entry, exit, leg_pnl: pnl } of rows) {
      const apiece = side === 'buy' ? paiseOf(exit) - paiseOf(entry) : paiseOf(entry) - paiseOf(exit);
      expect(Math.abs(apiece * Number(quantity) - paiseOf(pnl))).toBeLessThanOrEqual(Number(quantity));
    }
  });

  it('have every trade of the run in the page, with its net, in the order of the document', () => {
    const { page, document } = run;
    const table = page.slice(page.indexOf('<h2>Trades</h2>'), page.indexOf('<h2>What this rests on</h2>'));
    const shown = table.split('<tr>').slice(2).map(textOf);
    expect(shown).toHaveLength(document.trades.length);
    document.trades.forEach(({ openedAt, net, legs }, index) => {
      expect(shown[index]).toContain(openedAt.slice(0, 19).replace('T', ' '));
      for (const { side, qty, instrument } of legs)
        expect(shown[index]).toContain(`${side} ${qty} ${instrument.split(':').at(-1)}`);
      const told = /(−?[\d,]+\.\d\d)$/.exec(shown[index] ?? '')?.[1] ?? '';
      expect(paiseOf(told.replaceAll(',', '').replace('−', '-'))).toBe(paiseOf(net));
    });
  });
});

describe('figures by India VIX', () => {
  it('are the trades of the days that opened with it', async () => {
    const { document } = await reported(BACKTEST, 'vix');
    const [, ...lines] = gunzipSync(readFileSync(VIX)).toString().trim().split('\n');
    const opened = new Map(lines.map((each) => each.split(',')).map(([date, open]) => [date, Number(open)]));
    const regimeOf = ({ openedAt }: Told): string => {
      const level = opened.get(openedAt.slice(0, 10)) ?? Number.NaN;
      if (level < 12) return 'below 12';
      if (level < 16) return '12 to 16';
      return level < 20 ? '16 to 20' : '20 and above';
    };
    const known = ['below 12', '12 to 16', '16 to 20', '20 and above'];
    const byHand = known.flatMap((label) => {
      const own = document.trades.filter((trade) => regimeOf(trade) === label);
      const nets = own.map(({ net }) => paiseOf(net));
      return own.length === 0
        ? []
        : [{ label, trades: own.length, wins: nets.filter((net) => net > 0).length, net: sum(nets) }];
    });
    expect(byHand.length).toBeGreaterThanOrEqual(2);
    expect(document.report.byVix.map((group) => ({ ...group, net: paiseOf(group.net) }))).toEqual(byHand);
  });
});

describe('runs side by side', () => {
  it('are their own figures, and share the trades that both have', async () => {
    const all = await Promise.all(
      ['', ' --param stopAtr=1', ' --param slow=34'].map((more, index) =>
        reported(`${BACKTEST}${more}`, `run-${index}`),
      ),
    );
    const compared = JSON.parse(await kitedesk(`compare ${all.map(({ file }) => file).join(' ')} --json`)) as {
      readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
      readonly digests: readonly string[];
      readonly shared: readonly unknown[];
    };
    const documents = all.map(({ document }) => document);
    const [first] = documents;
    expect(compared.digests).toEqual(documents.map(({ digest }) => digest));
    for (const [name, values] of Object.entries(compared.metrics))
      expect(values).toEqual(documents.map(({ metrics }) => metrics[name]));
    expect(Object.keys(compared.metrics)).toEqual(Object.keys(first?.metrics ?? {}));
    const nameOf = ({ openedAt, legs }: Told) =>
      [openedAt, ...legs.map(({ instrument, side, qty }) => `${side} ${qty} ${instrument}`)].join('; ');
    const byHand = documents.map(({ trades }) => {
      const others: Told[] = [];
      for (const trade of trades) if (!first?.trades.some((each) => nameOf(each) === nameOf(trade))) others.push(trade);
      const netOfOthers = sum(others.map(({ net }) => paiseOf(net))) / 100;
      return { trades: trades.length - others.length, others: others.length, netOfOthers };
    });
    expect(byHand.some(({ others, trades }) => others > 0 && trades > 0)).toBe(true);
    expect(compared.shared).toEqual(byHand);
  });
});
