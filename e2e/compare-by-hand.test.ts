// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { playBacktest } from '../electron/research/desk/backtest';
import { CompareView } from '../renderer/panels/lab/compare-view';
import { strategies } from '../shared/engine/registry';
import type { DeskBridge } from '../shared/ipc/contract';
import { backtestChoice, type BacktestResult, type LabJob } from '../shared/ipc/lab';

/** What the Lab shows of runs side by side, worked out again from the trades that each run exports, with arrays alone. */

const CANDLES = 'electron/research/fixtures/BANKNIFTY-15minute-2018-01_02.csv.gz';
/** Rupees. */
const CAPITAL = 2_000_000;
const SESSION_MINUTES = 375;
const TRADING_DAYS = 252;
/** The last one gains before charges, so that these have a share of it. */
const RUNS: readonly Readonly<Record<string, number>>[] = [{}, { fast: 5 }, { fast: 12, slow: 34 }];

type Row = Readonly<Record<string, string>>;

interface Run {
  readonly result: BacktestResult;
  readonly rows: readonly Row[];
}

let runs: readonly Run[];
/** The cells of each row of the table, by what the row is called. */
let shown: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  runs = await Promise.all(RUNS.map(played));
  shown = await compared(runs.map(({ result }) => result));
});
afterAll(() => document.body.replaceChildren());

async function played(changed: Readonly<Record<string, number>>): Promise<Run> {
  const choice = backtestChoice.parse({
    strategy: 'moving-average',
    params: { interval: '15m', filter: 0, validate: false, ...changed },
    files: [CANDLES],
    from: null,
    to: null,
    slippage: null,
    capital: CAPITAL * 100,
    vix: null,
    modelsOptions: false,
  });
  const { result, csv } = await playBacktest(choice, 'Mine', () => {});
  return { result, rows: parse(csv, { columns: true }) as readonly Row[] };
}

/** Draws the view on a desk that has these results. */
async function compared(results: readonly BacktestResult[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const answers = (name: string, input: unknown): unknown =>
    name === 'lab.result' ? { ok: true, value: results[Number((input as { job: string }).job)] } : strategies();
  // The view asks for nothing else, and hears no deltas.
  const desk = { request: (name: string, input: unknown) => Promise.resolve(answers(name, input)) } as DeskBridge;
  Object.assign(window, { desk });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () => root.render(createElement(CompareView, { jobs: results.map(jobOf) })));
  await vi.waitFor(async () => {
    await act(async () => {});
    if (document.querySelectorAll('thead th').length <= results.length) throw new Error('Some run is missing');
  });
  const rows = [...document.querySelectorAll('tbody tr')].map((row): [string, readonly string[]] => [
    row.querySelector('th')?.textContent ?? '',
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  ]);
  return new Map(rows);
}

function jobOf({ title, strategy, params }: BacktestResult, index: number): LabJob {
  const progress = { done: 1, of: 1, remainingMs: 0, detail: '', startedAt: 0, net: null };
  return { id: String(index), kind: 'backtest', title, strategy, params, state: 'done', ...progress };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const numbersOf = (rows: readonly Row[], column: string): readonly number[] => rows.map((row) => Number(row[column]));
const minutesAt = (stamp = ''): number => Number(stamp.slice(11, 13)) * 60 + Number(stamp.slice(14, 16));

/** The days of the recording, as its file has them. */
function days(): readonly string[] {
  const [, ...lines] = gunzipSync(readFileSync(CANDLES)).toString().trim().split('\n');
  return [...new Set(lines.map((line) => line.slice(0, 10)))];
}

function drawdownOf(nets: readonly number[]): number {
  const equity = nets.map((_, index) => sum(nets.slice(0, index + 1)));
  return Math.max(0, ...equity.map((now, index) => Math.max(0, ...equity.slice(0, index)) - now));
}

/** The share of the sessions' minutes within any trade, counted one by one. */
function exposureOf(rows: readonly Row[]): number {
  const open = new Set<string>();
  for (const row of rows)
    for (let minute = minutesAt(row['opened_at']); minute < minutesAt(row['closed_at']); minute += 1)
      open.add(`${row['date']} ${minute}`);
  return open.size / (days().length * SESSION_MINUTES);
}

/** By the words of the table; rupees, shares and plain figures. */
function byHand(rows: readonly Row[]): Readonly<Record<string, number>> {
  const [nets, charges, grosses] = ['net', 'charges', 'gross'].map((of) => numbersOf(rows, `trade_${of}`)) as [
    readonly number[],
    readonly number[],
    readonly number[],
  ];
  const daily = days().map((day) =>
    sum(
      numbersOf(
        rows.filter((row) => row['date'] === day),
        'trade_net',
      ),
    ),
  );
  const [first = '', last = ''] = [days()[0], days().at(-1)];
  const calendarDays = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  const deviation = Math.sqrt(sum(daily.map((net) => (net - mean(daily)) ** 2)) / (daily.length - 1));
  const downside = Math.sqrt(mean(daily.map((net) => (net < 0 ? net * net : 0))));
  const won = nets.filter((net) => net > 0);
  const lost = nets.filter((net) => net <= 0);
  return {
    Net: sum(nets),
    Gross: sum(grosses),
    Charges: sum(charges),
    'Charges of gross': sum(grosses) > 0 ? sum(charges) / sum(grosses) : Number.NaN,
    'Growth a year': (1 + sum(nets) / CAPITAL) ** (365 / calendarDays) - 1,
    Sharpe: (mean(daily) / deviation) * Math.sqrt(TRADING_DAYS),
    Sortino: (mean(daily) / downside) * Math.sqrt(TRADING_DAYS),
    'Max drawdown': -drawdownOf(nets),
    'Profit factor': sum(won) / -sum(lost),
    'Win rate': won.length / nets.length,
    Expectancy: mean(nets),
    'Longest losing run': Math.max(
      ...nets
        .map((net) => (net > 0 ? 'w' : 'l'))
        .join('')
        .split('w')
        .map((run) => run.length),
    ),
    'In the market': exposureOf(rows),
  };
}

/** '−₹1,234.50' as −1234.5, '12.3%' as 0.123, and how far off a figure so written may be. */
function read(text = ''): { readonly value: number; readonly within: number } {
  const plain = text.replaceAll(/[₹,+%]/g, '').replace('−', '-');
  const scale = text.endsWith('%') ? 100 : 1;
  const decimals = plain.split('.')[1]?.length ?? 0;
  return { value: plain === '–' ? Number.NaN : Number(plain) / scale, within: (0.5 * 10 ** -decimals) / scale + 1e-9 };
}

describe('runs side by side in the Lab', () => {
  it.each(RUNS.map((changed, index) => ({ changed, index })))(
    'tell run $index by its own trades: $changed',
    ({ index }) => {
      const rows = runs[index]?.rows ?? [];
      expect(rows.length).toBeGreaterThanOrEqual(10);
      for (const [label, expected] of Object.entries(byHand(rows))) {
        const { value, within } = read(shown.get(label)?.[index]);
        if (Number.isNaN(expected)) expect(value, label).toBeNaN();
        else expect(Math.abs(value - expected), `${label}: ${value} for ${expected}`).toBeLessThanOrEqual(within);
      }
      const nets = numbersOf(rows, 'trade_net');
      const won = nets.filter((net) => net > 0);
      expect(shown.get('Trades')?.[index]).toBe(`${nets.length}, ${won.length} won`);
      const [win, loss] = (shown.get('Average win / loss')?.[index] ?? '').split(' / ').map(read);
      expect([win?.value, loss?.value]).toEqual(
        [won, nets.filter((net) => net <= 0)].map((part) => Math.round(mean(part))),
      );
      const held = mean(rows.map((row) => minutesAt(row['closed_at']) - minutesAt(row['opened_at'])));
      expect(shown.get('Time in a trade')?.[index]).toBe(
        held < 60 ? `${Math.floor(held)} min` : `${Math.floor(held / 60)} h`,
      );
    },
  );

  it('name what was changed, and leave no figure out of this computation', () => {
    const told = [...Object.keys(byHand(runs[0]?.rows ?? [])), 'Trades', 'Average win / loss', 'Time in a trade'];
    const changed = [...shown.keys()].filter((label) => !told.includes(label));
    expect(changed).toEqual(['Fast EMA', 'Slow EMA']);
    expect(changed.map((label) => shown.get(label)?.map((text) => Number.parseInt(text, 10)))).toEqual([
      [9, 5, 12],
      [21, 21, 34],
    ]);
    expect(new Set(shown.get('Net')).size).toBe(RUNS.length);
    expect(shown.get('Charges of gross')).toEqual(['–', '–', expect.stringMatching(/%$/)]);
  });
});
