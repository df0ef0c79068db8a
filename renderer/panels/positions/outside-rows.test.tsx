// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import type { OutsideOrder } from '#shared/domain/outside';
import { qty, rupees } from '#shared/domain/units';
import { emptyTables } from '#shared/ipc/delta';
import type { DeskView, QuoteView } from '#shared/ipc/views';
import { deskStore } from '../../store/desk';
import { TipProvider } from '../../ui/tooltip';
import { OutsideRows } from './outside-rows';

const order: OutsideOrder = {
  brokerId: '2601',
  instrument: instrumentId('NFO', 'NIFTY2681824500CE'),
  side: 'buy',
  product: 'overnight',
  qty: qty(130),
  filledQty: qty(65),
  price: rupees(90),
};

let root: Root;
let container: HTMLElement;

async function show(shown: OutsideOrder): Promise<void> {
  await act(async () =>
    root.render(
      <TipProvider>
        <table>
          <OutsideRows outside={{ positions: [], orders: [shown] }} />
        </table>
      </TipProvider>,
    ),
  );
}

const button = (name: string) =>
  [...document.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );
const CANCEL = 'Cancel the order of another app in NIFTY 24500 CE 18 Aug';

describe('an order that another app left open', () => {
  beforeEach(() => {
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
    const quote = { name: 'NIFTY 24500 CE 18 Aug', ltp: rupees(88), lotSize: 65 } as QuoteView;
    const tables = { ...emptyTables(), quotes: { [order.instrument]: quote } };
    deskStore.setState({ tables: { desk: { desk: {} as DeskView }, ...tables } });
    container = document.body.appendChild(document.createElement('div'));
    root = createRoot(container);
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    container.remove();
  });

  it('asks once more before it is cancelled, and says what is left of it', async () => {
    await show(order);
    await act(async () => button(CANCEL)?.click());
    const dialog = document.querySelector('dialog');
    expect(dialog?.querySelector('h2')?.textContent).toBe('Cancel the order in NIFTY 24500 CE 18 Aug?');
    expect(document.activeElement?.textContent).toBe('Keep it');
    expect(dialog?.textContent).toContain('Buy 65 at 90.00, made in another app.');
    expect(button('Cancel the order')).toBeDefined();
    await act(async () => button('Keep it')?.click());
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('goes by the name of its contract, in units and lots', async () => {
    await show(order);
    expect(container.querySelector('[data-testid=outside-order-2601]')?.textContent).toContain(
      'NIFTY 24500 CE 18 Aug+130 2 lots88.00Order at 90.00, 65 of 130 filled',
    );
  });

  it('says that it is being cancelled, and cannot be asked again meanwhile', async () => {
    await show({ ...order, isCancelRequested: true });
    expect(button(CANCEL)?.textContent).toBe('Cancelling');
    expect(button(CANCEL)?.disabled).toBe(true);
  });
});
