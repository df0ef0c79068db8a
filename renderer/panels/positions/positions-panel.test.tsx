// @vitest-environment happy-dom
import { act, Profiler, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_EXITS } from '#shared/domain/exit-plan';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { applyFill, FLAT } from '#shared/domain/position';
import type { Leg, Trade } from '#shared/domain/trade';
import { paise, qty, rupees } from '#shared/domain/units';
import { applyDelta, emptyTables, type Changes } from '#shared/ipc/delta';
import type { DeskView, QuoteView, Tables } from '#shared/ipc/views';
import { deskStore } from '../../store/desk';
import { TipProvider } from '../../ui/tooltip';
import { PositionsPanel } from './positions-panel';

const CE = instrumentId('NFO', 'NIFTY2681824500CE');
const PE = instrumentId('NFO', 'NIFTY2681824500PE');

const pnl = { realised: paise(0), mtm: paise(0), charges: paise(0), net: paise(0), peak: paise(0), trough: paise(0) };
// The panel reads nothing of the desk's own row but its result and whether prices are fresh.
const desk = {
  pnl,
  at: 0,
  limits: { staleAfterMs: 5_000 } as DeskView['limits'],
  playback: null,
  outside: { positions: [], orders: [] },
} as Partial<DeskView> as DeskView;

function quote(id: InstrumentId, ltp: number): QuoteView {
  return {
    id,
    symbol: id,
    name: id.slice(-2),
    lotSize: qty(75),
    contract: null,
    ltp: rupees(ltp),
    close: rupees(100),
    high: rupees(120),
    low: rupees(80),
    volume: qty(0),
    oi: qty(0),
    bid: rupees(ltp),
    ask: rupees(ltp),
    at: 0,
  };
}

function soldLeg(id: string, instrument: InstrumentId, price: number): Leg {
  return {
    id,
    instrument,
    side: 'sell',
    qty: qty(75),
    role: 'main',
    status: 'open',
    stop: null,
    target: null,
    best: null,
    exitReason: null,
    entry: rupees(price),
    position: applyFill(FLAT, { side: 'sell', qty: qty(75), price: rupees(price) }),
  };
}

const straddle: Trade = {
  id: 't1',
  owner: { kind: 'manual', by: 'hand', label: 'By hand' },
  callId: null,
  name: 'Sell 24500 straddle',
  product: 'intraday',
  status: 'open',
  exits: NO_EXITS,
  legs: [soldLeg('l1', CE, 100), soldLeg('l2', PE, 90)],
  openedAt: 0,
  closedAt: null,
  entryReason: '',
  exitReason: null,
  exitedBy: null,
};

let root: Root;
let container: HTMLElement;
let commits: string[];

function tables(): Tables {
  return {
    ...emptyTables(),
    desk: { desk },
    trades: { t1: straddle },
    quotes: { [CE]: quote(CE, 100), [PE]: quote(PE, 90) },
  };
}

/** What the main process does with a delta, without the frames between. */
async function receive(changes: Changes): Promise<void> {
  await act(async () => {
    deskStore.setState(({ tables: held }) => ({
      tables: held && applyDelta({ seq: 0, tables: held }, { seq: 1, changes }).tables,
    }));
  });
}

async function show(content: ReactNode): Promise<void> {
  await act(async () => {
    root.render(
      <TipProvider>
        <Profiler id="panel" onRender={(_, phase) => commits.push(phase)}>
          {content}
        </Profiler>
      </TipProvider>,
    );
  });
}

/** Which elements of the page changed while `change` ran. */
async function touchedBy(change: () => Promise<void>): Promise<string[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((list) => records.push(...list));
  observer.observe(container, { subtree: true, childList: true, characterData: true });
  await change();
  records.push(...observer.takeRecords());
  observer.disconnect();
  const rows = records.map(({ target }) => {
    const element = target instanceof Element ? target : target.parentElement;
    return (
      element?.closest('[data-testid^="leg-N"]')?.getAttribute('data-testid') ??
      element?.closest('[data-testid]')?.getAttribute('data-testid') ??
      '?'
    );
  });
  return [...new Set(rows)].toSorted();
}

function textOf(selector: string): string | null | undefined {
  return container.querySelector(selector)?.textContent;
}

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  commits = [];
  deskStore.setState({ tables: tables() });
  await show(<PositionsPanel />);
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
});

describe('the positions panel', () => {
  it('marks each leg and the trade at the last price', async () => {
    await receive({ quotes: { [CE]: quote(CE, 110) } });
    expect(textOf(`[data-testid="leg-${CE}"] [data-testid="leg-mtm"]`)).toBe('−750.00');
    expect(textOf('[data-testid="trade-mtm"]')).toBe('−750.00');
  });

  it('changes only the ticking leg and the figures it enters', async () => {
    const touched = await touchedBy(() => receive({ quotes: { [CE]: quote(CE, 110) } }));
    expect(touched).toEqual([`leg-${CE}`, 'trade-mtm']);
  });

  it('dims a price that is too old to act on, and says when it came', async () => {
    expect(textOf('[title="Price of 05:30:00"]')).toBeUndefined();
    await receive({ desk: { desk: { ...desk, at: 6_000 } } });
    expect(textOf(`[data-testid="leg-${CE}"] [title="Price of 05:30:00"]`)).toBe('100.00');
  });

  it('renders nothing for a tick that it does not show', async () => {
    const other = instrumentId('NFO', 'NIFTY2681825000CE');
    const before = commits.length;
    await receive({ quotes: { [other]: quote(other, 5) } });
    await receive({ desk: { desk: { ...desk, ticksPerSecond: 400 } } });
    expect(commits.length).toBe(before);
  });

  it('renders nothing for ticks either, whose figures are written into the page', async () => {
    const before = commits.length;
    await receive({ quotes: { [CE]: quote(CE, 110), [PE]: quote(PE, 80) } });
    expect(commits.length).toBe(before);
    expect(textOf('[data-testid="trade-mtm"]')).toBe('0.00');
    expect(textOf(`[data-testid="leg-${PE}"] [data-testid="leg-mtm"]`)).toBe('+750.00');
  });

  it('moves a trade that is over below, and drops its exits', async () => {
    expect(container.querySelectorAll('button[aria-label^="Exit"]')).toHaveLength(3);
    await receive({ trades: { t1: { ...straddle, status: 'closed', closedAt: 60_000, legs: [] } } });
    expect(container.querySelector('[data-testid="closed-trade-t1"]')).not.toBeNull();
    expect(container.querySelectorAll('button[aria-label^="Exit"]')).toHaveLength(0);
  });
});
