import { Window } from 'happy-dom';
import type { ChainColumn } from '../renderer/panels/option-chain/columns';
import { instrumentId, type Right } from '../shared/domain/instrument';
import { paise, qty } from '../shared/domain/units';
import { applyDelta, emptyTables, type Changes } from '../shared/ipc/delta';
import {
  chainKey,
  strikeKey,
  type ChainView,
  type DeskView,
  type OptionCell,
  type StrikeView,
  type Tables,
} from '../shared/ipc/views';
import { spot, strikes } from './chain-market';
import type { Benchmark } from './benchmark';

const KEY = chainKey('NIFTY', '2026-11-23');
const CHANGED = 40;
/** After which every figure of that many rows has had its turn. */
const DELTAS_UNTIL_ALL = 25;

/** Rows of the chain's table that React renders for each instrument that a delta changes, with all 200 strikes in sight. */
export const benchmark: Benchmark = {
  id: 'renders-per-tick',
  unit: 'rows',
  better: 'lower',
  peer: null,
  aim: { text: '1', isMet: ({ value }) => value === 1 },
  async run({ quick }) {
    const table = await mountChain();
    const deltas = quick ? 25 : 200;
    let rendered = 0;
    for (let index = 1; index <= deltas; index += 1) rendered += table.rendersOf(changesAt(index));
    const idle = table.rendersOf({ desk: { desk: deskAt(deltas + 1) }, chains: { [KEY]: chainAt(deltas + 1) } });
    return {
      value: rendered / (deltas * CHANGED),
      peerValue: null,
      note: `${table.rows} rows drawn, ${CHANGED} changed in each of ${deltas} deltas; ${idle} rendered by a delta that changes no row`,
    };
  },
};

/** The real table of the chain in a page without a screen, with columns that count how often they are put into words. */
async function mountChain() {
  pretendPage();
  const [{ createElement }, { createRoot }, { flushSync }, { ChainTable }, { COLUMNS }, { deskStore }] =
    await Promise.all([
      import('react'),
      import('react-dom/client'),
      import('react-dom'),
      import('../renderer/panels/option-chain/chain-table'),
      import('../renderer/panels/option-chain/columns'),
      import('../renderer/store/desk'),
    ]);
  let words = 0;
  const columns = COLUMNS.map((column): ChainColumn => ({
    ...column,
    text: (cell) => {
      words += 1;
      return column.text(cell);
    },
  }));
  // A call and a put, each with every column but the last price, which draws itself.
  const wordsOfRow = 2 * (COLUMNS.length - 1);
  deskStore.setState({ tables: firstTables() });
  const container = document.body.appendChild(document.createElement('div'));
  flushSync(() => createRoot(container).render(createElement(ChainTable, { chain: KEY, columns })));
  return {
    rows: container.querySelectorAll('tbody tr:not([aria-hidden])').length,
    rendersOf(changes: Changes): number {
      words = 0;
      flushSync(() =>
        deskStore.setState(({ tables }) => ({
          tables: tables && applyDelta({ seq: 0, tables }, { seq: 1, changes }).tables,
        })),
      );
      // What may wait is written with what is derived from prices, as the desk's own row is.
      for (let later = 0; later < DELTAS_UNTIL_ALL; later += 1)
        deskStore.setState(({ tables }) => ({ tables: tables && { ...tables, desk: { ...tables.desk } } }));
      return words / wordsOfRow;
    },
  };
}

/** What React and the table ask of a page; everything is in sight. */
function pretendPage(): void {
  const page = new Window({ width: 1_600, height: 6_000 });
  const names = ['document', 'HTMLElement', 'Element', 'Node', 'ResizeObserver', 'localStorage', 'Event'] as const;
  for (const name of names) Object.defineProperty(globalThis, name, { value: page[name], configurable: true });
  Object.defineProperty(globalThis, 'window', { value: page, configurable: true });
  Object.defineProperty(page.HTMLElement.prototype, 'clientHeight', { get: () => 200 * 22 });
}

function deskAt(index: number): DeskView {
  // The table reads nothing else of the desk's own row.
  return { at: index * 100, limits: { staleAfterMs: 600_000 }, playback: null } as DeskView;
}

function chainAt(index: number): ChainView {
  return {
    key: KEY,
    underlying: 'NIFTY',
    expiry: '2026-11-23',
    spot: paise(spot + (index % 7)),
    future: null,
    forward: spot + 10 + (index % 7),
    atmStrike: spot,
    atmIv: 0.12,
    ivPercentile: null,
    pcrOi: 1,
    pcrVolume: 1,
    maxPain: spot,
    straddle: paise(20_000 + 5 * index),
    expectedMove: 20_000,
    daysToExpiry: 3,
    lotSize: qty(65),
    strikes,
  };
}

function firstTables(): Tables {
  const rows = strikes.map((strike, row) => [strikeKey(KEY, strike), rowAt(row, 0)] as const);
  return {
    ...emptyTables(),
    desk: { desk: deskAt(0) },
    chains: { [KEY]: chainAt(0) },
    strikes: Object.fromEntries(rows),
  };
}

function changesAt(index: number): Changes {
  const changed = Array.from({ length: CHANGED }, (_, each) => (index * 13 + each * 5) % strikes.length);
  const rows = changed.map((row) => [strikeKey(KEY, strikes[row] ?? spot), rowAt(row, index)] as const);
  return {
    desk: { desk: deskAt(index) },
    chains: { [KEY]: chainAt(index) },
    strikes: Object.fromEntries(rows),
  };
}

/** The call moves from delta to delta, the put stands. */
function rowAt(row: number, index: number): StrikeView {
  const strike = strikes[row] ?? spot;
  return { strike, ce: cellAt(strike, 'CE', index), pe: cellAt(strike, 'PE', 0) };
}

function cellAt(strike: number, right: Right, index: number): OptionCell {
  const ltp = paise(10_000 + 5 * index);
  return {
    id: instrumentId('NFO', `NIFTY26N23${strike / 100}${right}`),
    ltp,
    close: paise(9_000),
    bid: paise(ltp - 5),
    ask: paise(ltp + 5),
    oi: qty(1_000_000 + 65 * index),
    oiChange: 65 * index,
    volume: qty(9_000_000 + 65 * index),
    iv: 0.12,
    delta: 0.5,
    gamma: 0.00001,
    theta: -400,
    vega: 500,
    at: index * 100,
  };
}
