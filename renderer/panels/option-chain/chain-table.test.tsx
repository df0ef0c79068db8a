// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { qty, rupees, type Paise } from '#shared/domain/units';
import { applyDelta, emptyTables, type Changes } from '#shared/ipc/delta';
import {
  chainKey,
  strikeKey,
  type ChainView,
  type DeskView,
  type OptionCell,
  type StrikeView,
} from '#shared/ipc/views';
import { clearBasket, useBasket } from '../../store/basket';
import { deskStore } from '../../store/desk';
import { useUi } from '../../store/ui';
import { ChainTable } from './chain-table';
import { COLUMNS } from './columns';

const key = chainKey('NIFTY', '2026-08-18');
const strikes = [24_100, 24_150, 24_200, 24_250].map(rupees);
const atmStrike = rupees(24_200);
// The table reads nothing of the desk's own row but what tells whether a quote is fresh.
const desk = { at: 10_000, limits: { staleAfterMs: 5_000 }, playback: null } as DeskView;

const chain: ChainView = {
  key,
  underlying: 'NIFTY',
  expiry: '2026-08-18',
  spot: rupees(24_190),
  future: null,
  forward: 2_419_500,
  atmStrike,
  atmIv: 0.07,
  pcrOi: 1,
  pcrVolume: 1,
  maxPain: atmStrike,
  straddle: rupees(70),
  ivPercentile: null,
  expectedMove: 9_000,
  daysToExpiry: 0.2,
  lotSize: qty(65),
  strikes,
};

function cell(strike: Paise, right: 'CE' | 'PE', over: Partial<OptionCell> = {}): OptionCell {
  const greeks = { iv: 0.07, delta: 0.5, gamma: 0.00001, theta: -400, vega: 500 };
  return {
    id: instrumentId('NFO', `NIFTY26818${strike / 100}${right}`),
    ltp: rupees(30),
    close: rupees(60),
    bid: rupees(29.95),
    ask: rupees(30.05),
    oi: qty(1_000_000),
    oiChange: 50_000,
    volume: qty(9_000_000),
    ...greeks,
    at: 10_000,
    ...over,
  };
}

function row(strike: Paise, call: Partial<OptionCell> = {}): StrikeView {
  return { strike, ce: cell(strike, 'CE', call), pe: cell(strike, 'PE') };
}

let root: Root;
let container: HTMLElement;

/** What the main process does with a delta, without the frames between. */
async function receive(changes: Changes): Promise<void> {
  await act(async () => {
    deskStore.setState(({ tables }) => ({
      tables: tables && applyDelta({ seq: 0, tables }, { seq: 1, changes }).tables,
    }));
  });
}

/** The strikes whose rows changed in any way while `change` ran. */
async function rowsTouchedBy(change: () => Promise<void>): Promise<(string | undefined)[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((list) => records.push(...list));
  observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
  await change();
  records.push(...observer.takeRecords());
  observer.disconnect();
  const rows = records.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('tr'));
  return [...new Set(rows.map((each) => each?.querySelector('th')?.textContent ?? undefined))];
}

const priceOf = (name: string) => container.querySelector(`button[aria-label^="Chart of ${name},"]`);

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  const rows = Object.fromEntries(strikes.map((strike) => [strikeKey(key, strike), row(strike)]));
  deskStore.setState({ tables: { ...emptyTables(), desk: { desk }, chains: { [key]: chain }, strikes: rows } });
  await act(async () => root.render(<ChainTable chain={key} columns={COLUMNS} />));
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
});

describe('the work that a tick makes', () => {
  /** Every figure of a row but its last price is put into words once per rendering of the row. */
  const drawn: string[] = [];
  const counted = COLUMNS.map((column) => ({
    ...column,
    text: (of: OptionCell) => {
      drawn.push(of.id);
      return column.text(of);
    },
  }));

  const rowsDrawnBy = async (change: () => Promise<void>) => {
    drawn.length = 0;
    await change();
    // What may wait comes with what is derived from prices, as the desk's own row does.
    for (let deltas = 0; deltas < 2; deltas += 1) await receive({ desk: { desk: { ...desk } } });
    return [...new Set(drawn.map((id) => id.slice(-7, -2)))];
  };

  beforeEach(async () => act(async () => root.render(<ChainTable chain={key} columns={counted} />)));

  it('is one row rendered once for each strike whose quotes changed', async () => {
    const changed = [24_100, 24_250].map(rupees);
    const rows = Object.fromEntries(
      changed.map((strike) => [strikeKey(key, strike), row(strike, { ltp: rupees(33), oi: qty(1_000_065) })]),
    );
    expect(await rowsDrawnBy(() => receive({ strikes: rows }))).toEqual(['24100', '24250']);
    // A call and a put, each with every column but the last price, which draws itself.
    expect(drawn).toHaveLength(changed.length * 2 * (COLUMNS.length - 1));
  });

  it('is nothing for a delta of other things, and for a head that moves no row', async () => {
    expect(await rowsDrawnBy(() => receive({ desk: { desk: { ...desk, at: 10_100 } } }))).toEqual([]);
    expect(await rowsDrawnBy(() => receive({ chains: { [key]: { ...chain, spot: rupees(24_191) } } }))).toEqual([]);
    expect(await rowsDrawnBy(() => receive({ trades: {} }))).toEqual([]);
  });

  it('is two rows when the ATM strike moves from one to the other', async () => {
    const head = { ...chain, atmStrike: rupees(24_150) };
    expect(await rowsDrawnBy(() => receive({ chains: { [key]: head } }))).toEqual(['24150', '24200']);
  });
});

describe('the table of a chain', () => {
  it('has a row for every strike, with call and put either side of it', () => {
    const rows = [...container.querySelectorAll('tbody tr')];
    expect(rows.map((each) => each.querySelector('th')?.textContent)).toEqual(['24,100', '24,150', '24,200', '24,250']);
    expect(rows.map((each) => each.children.length)).toEqual(rows.map(() => 2 * COLUMNS.length + 1));
  });

  it('marks the ATM row, and moves the mark when the ATM strike moves', async () => {
    const marked = () => container.querySelector('[aria-current="true"] th')?.textContent;
    expect(marked()).toBe('24,200');
    await receive({ chains: { [key]: { ...chain, atmStrike: rupees(24_150) } } });
    expect(marked()).toBe('24,150');
  });

  it('touches one row for a tick of one option', async () => {
    const strike = rupees(24_150);
    const touched = await rowsTouchedBy(() =>
      receive({ strikes: { [strikeKey(key, strike)]: row(strike, { ltp: rupees(31.5) }) } }),
    );
    expect(touched).toEqual(['24,150']);
    expect(priceOf('24,150 CE')?.textContent).toBe('31.50');
  });

  it('touches none for a new head of the chain that moves neither ATM nor the money', async () => {
    const head = { ...chain, spot: rupees(24_191), straddle: rupees(71), strikes: [...strikes] };
    expect(await rowsTouchedBy(() => receive({ chains: { [key]: head } }))).toEqual([]);
  });

  it('touches the one row that goes into the money', async () => {
    const head = { ...chain, forward: 2_420_500 };
    expect(await rowsTouchedBy(() => receive({ chains: { [key]: head } }))).toEqual(['24,200']);
  });

  it('dims an option whose quote has grown too old to trade on, and no other', async () => {
    const strike = rupees(24_250);
    await receive({ strikes: { [strikeKey(key, strike)]: row(strike, { at: 6_000 }) } });
    expect(await rowsTouchedBy(() => receive({ desk: { desk: { ...desk, at: 11_500 } } }))).toEqual(['24,250']);
  });

  it('charts the option whose price is clicked, and the straddle of the strike that is', async () => {
    const click = (element: Element | null | undefined) =>
      act(async () => element?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    await click(priceOf('24,250 PE'));
    expect(useUi.getState().charts[0]?.instrument).toBe(cell(rupees(24_250), 'PE').id);
    await click(container.querySelectorAll('tbody th button')[0]);
    expect(useUi.getState().straddleStrike).toBe(rupees(24_100));
  });

  it('puts the price that has the focus into the basket by B and S, and marks it', async () => {
    clearBasket();
    const price = priceOf('24,200 PE');
    if (price instanceof HTMLElement) price.focus();
    const press = (key: string) =>
      act(async () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    await press('s');
    await press('S');
    const [leg] = useBasket.getState().legs;
    expect(leg).toMatchObject({ instrument: cell(rupees(24_200), 'PE').id, side: 'sell', lots: 2, lotSize: 65 });
    expect(price?.parentElement?.querySelector('[title="In the basket: sell 2 lots"]')?.textContent).toBe('S2');
    await press('b');
    await press('b');
    expect(useBasket.getState().legs).toEqual([]);
  });

  it('shows buttons for the basket in the row under the pointer alone', async () => {
    clearBasket();
    const [first] = container.querySelectorAll('tbody tr');
    await act(async () => first?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
    const buttons = [...container.querySelectorAll('[data-pointed]')];
    expect(buttons.map((each) => each.getAttribute('aria-label'))).toEqual([
      'Buy 24,100 CE: add to the basket',
      'Sell 24,100 CE: add to the basket',
      'Buy 24,100 PE: add to the basket',
      'Sell 24,100 PE: add to the basket',
    ]);
    await act(async () => buttons[3]?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    expect(useBasket.getState().legs).toMatchObject([
      { side: 'sell', contract: { strike: rupees(24_100), right: 'PE' } },
    ]);
  });

  it('moves the focus between prices and strikes with the arrow keys', async () => {
    const press = (key: string) =>
      act(async () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    const start = priceOf('24,200 CE');
    if (start instanceof HTMLElement) start.focus();
    await press('ArrowDown');
    await press('ArrowRight');
    expect(document.activeElement?.textContent).toBe('24,250');
    await press('ArrowRight');
    await press('ArrowUp');
    expect(document.activeElement).toBe(priceOf('24,200 PE'));
  });
});
