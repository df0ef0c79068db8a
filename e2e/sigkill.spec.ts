import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './desk';
import { heldBy, seesMoneyAddUp } from './money';
import { standingOf } from './standing';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';

test('killed in the middle of a straddle, the desk comes back as it was', async ({ launch, exchange }) => {
  const args = [`--exchange=${exchange.url}`];
  const first = await launch({ args });
  const before = new Trader(first.window);
  await before.findsTheDeskOpen();
  await before.sells(STRADDLE);
  // With the market's clock held, what the position is worth can be compared as well.
  await before.window.getByRole('button', { name: 'Pause playback' }).click();
  await expect(before.window.getByRole('button', { name: 'Resume playback' })).toBeVisible();
  const profit = await exchange.profit();
  await expect.poll(() => mtmOf(before)).toBe(profit);
  const left = await before.snapshot();
  const book = await exchange.orders();
  await first.kill();

  const second = await launch({ args });
  const after = new Trader(second.window);
  await test.step('positions, strategies, calls and money are as they were', async () => {
    await after.findsTheDeskOpen();
    await expect(after.openLegs(STRADDLE)).toHaveCount(2);
    await expect(after.card(STRADDLE)).toContainText('Running');
    const found = await after.snapshot();
    expect(standingOf(found)).toEqual(standingOf(left));
    await expect.poll(() => mtmOf(after)).toBe(profit);
    expect(found.tables.desk.desk).toMatchObject({ isReconciled: true, isArmed: true, haltReason: null });
  });

  await test.step('the strategy goes on with its straddle and sells no other', async () => {
    const decidedBefore = await after.reason(STRADDLE).getByRole('time').innerText();
    await after.window.getByRole('button', { name: 'Resume playback' }).click();
    await expect(after.reason(STRADDLE).getByRole('time')).not.toHaveText(decidedBefore);
    await expect(after.reason(STRADDLE)).toContainText('open since');
    expect(await exchange.orders()).toEqual(book);
    expect(new Set(book.map(({ tag }) => tag)).size).toBe(2);
    expect(Object.values(await exchange.positions())).toEqual([-65, -65]);
  });

  await test.step('and the way out works', async () => {
    await after.trade(STRADDLE).getByRole('button', { name: 'Exit trade' }).click();
    await after.seesClosed(STRADDLE);
    expect(await exchange.positions()).toEqual({});
    const tags = (await exchange.orders()).map(({ tag }) => tag);
    expect(tags).toHaveLength(4);
    expect(new Set(tags).size).toBe(4);
  });

  await second.close();
  expect(second.errors).toEqual([]);
});

test('killed while orders are on their way, the desk looks them up and sends none again', async ({
  launch,
  exchange,
}) => {
  const args = [`--exchange=${exchange.url}`];
  const first = await launch({ args });
  const before = new Trader(first.window);
  await before.findsTheDeskOpen();
  // The exchange takes the orders, and its answers never arrive.
  await exchange.command({ kind: 'fault', name: 'lost-reply', scope: 'orders' });
  await exchange.command({ kind: 'fault', name: 'no-updates' });
  await before.starts(STRADDLE);
  await expect.poll(async () => (await exchange.orders()).length, { intervals: [20] }).toBe(2);
  await first.kill();
  await exchange.command({ kind: 'clear-faults' });

  const second = await launch({ args });
  const after = new Trader(second.window);
  await after.findsTheDeskOpen();
  await expect(after.openLegs(STRADDLE)).toHaveCount(2);
  await expect(after.card(STRADDLE)).toContainText('Running');
  await expect(after.reason(STRADDLE)).toContainText('open since');

  const book = await exchange.orders();
  const { tables } = await after.snapshot();
  const known = Object.values(tables.orders).map(({ id, brokerId, status }) => ({ id, brokerId, status }));
  const listed = book.map(({ tag, order_id }) => ({ id: tag, brokerId: order_id, status: 'filled' }));
  // Sent at the same time, they may have arrived in either order.
  expect(known).toEqual(expect.arrayContaining(listed));
  expect(known).toHaveLength(2);
  expect(Object.values(heldBy(tables))).toEqual([-65, -65]);
  await seesMoneyAddUp(after);

  await after
    .card(STRADDLE)
    .getByRole('button', { name: `Exit ${STRADDLE}` })
    .click();
  await after.seesClosed(STRADDLE);
  expect(await exchange.positions()).toEqual({});
  await second.close();
  expect(second.errors).toEqual([]);
});

test('killed together with its own demo exchange, both books come back and agree', async ({ launch, dataDir }) => {
  const first = await launch();
  const before = new Trader(first.window);
  await before.findsTheDeskOpen();
  await before.sells(STRADDLE);
  const left = await before.snapshot();
  await first.kill();
  const book = await savedOrders(dataDir);

  const second = await launch();
  const after = new Trader(second.window);
  await after.findsTheDeskOpen();
  await expect(after.openLegs(STRADDLE)).toHaveCount(2);
  await expect(after.reason(STRADDLE)).toContainText('open since');
  const found = await after.snapshot();
  expect(standingOf(found)).toEqual(standingOf(left));
  expect(found.tables.desk.desk.at).toBeGreaterThan(left.tables.desk.desk.at - 2_000);

  await after.trade(STRADDLE).getByRole('button', { name: 'Exit trade' }).click();
  await after.seesClosed(STRADDLE);
  expect(heldBy((await after.snapshot()).tables)).toEqual({});
  await second.close();
  expect(second.errors).toEqual([]);

  const tags = (await savedOrders(dataDir)).map(({ tag }) => tag);
  expect(tags).toHaveLength(book.length + 2);
  expect(new Set(tags).size).toBe(tags.length);
});

async function mtmOf(trader: Trader): Promise<number> {
  return (await trader.snapshot()).tables.desk.desk.pnl.mtm;
}

/** The last state of each order in the book that the app's own exchange keeps. */
async function savedOrders(dataDir: string): Promise<readonly { readonly tag: string | null }[]> {
  type Saved = { readonly book: { readonly orders: readonly (readonly { readonly tag: string | null }[])[] } };
  const { book } = JSON.parse(await readFile(join(dataDir, 'exchange', 'state.json'), 'utf8')) as Saved;
  return book.orders.flatMap((states) => states.at(-1) ?? []);
}
