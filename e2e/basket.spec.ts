import { expect, test } from './desk';
import { heldBy, seesMoneyAddUp } from './money';
import { Trader } from './trader';

const TRADE = 'NIFTY, 2 legs';

test('a newcomer builds a straddle from the chain, sees margin and payoff, sends it, guards it, and finds it again', async ({
  launch,
}) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const atm = trader.window.locator('tr[aria-current=true]');
  const basket = trader.panel('Basket');
  const legs = basket.getByRole('table', { name: 'Legs of the basket' }).locator('tbody tr');
  const send = basket.getByRole('button', { name: 'Review and send' });

  await test.step('the call by the mouse, the put by the keyboard', async () => {
    await atm.hover();
    await atm.getByRole('button', { name: /^Sell .* CE: add to the basket/ }).click();
    await expect(legs).toHaveCount(1);
    await atm.getByRole('button', { name: /^Chart of .* PE/ }).focus();
    await trader.window.keyboard.press('s');
    await expect(legs).toHaveCount(2);
    await expect(basket).toContainText('65 units');
  });

  await test.step('what it needs, costs and comes to is told before anything is sent', async () => {
    await expect(basket.getByTestId('basket-margin')).toHaveText(/^₹\d,\d\d,\d{3}$/);
    await expect(basket.getByTestId('basket-charges')).toHaveText(/^₹\d+$/);
    await expect(basket).toContainText(/Max profit\s*₹[\d.]+K/);
    await expect(basket).toContainText(/Max loss\s*unlimited/);
    await expect(basket.getByTestId('payoff').locator('canvas').first()).toBeVisible();
    expect((await trader.snapshot()).tables.orders).toEqual({});
    await desk.screenshot('basket');
  });

  await test.step('a stop on the wrong side is told beside its field, and holds the trade back', async () => {
    const stop = basket.getByLabel(/^Stop of NIFTY .* CE/);
    await stop.fill('0.05');
    await expect(legs.first()).toContainText('Must be above the entry');
    await expect(send).toBeDisabled();
    await stop.fill('');
  });

  await test.step('one question, one yes, one trade', async () => {
    await send.click();
    const question = trader.window.getByRole('dialog', { name: TRADE });
    await expect(question.getByRole('list', { name: 'Orders' }).getByRole('listitem')).toHaveCount(2);
    await question.getByRole('button', { name: 'Send 2 orders in DEMO' }).click();
    await trader.seesOpen(TRADE);
    const { tables } = await trader.snapshot();
    expect(Object.values(heldBy(tables))).toEqual([-65, -65]);
    expect(Object.values(tables.trades)).toMatchObject([{ name: TRADE, owner: { kind: 'manual', by: 'hand' } }]);
  });

  await test.step('a stop is set in its row', async () => {
    const [leg] = Object.values((await trader.snapshot()).tables.trades).flatMap((trade) => trade.legs);
    const stop = ((leg?.entry ?? 0) * 3) / 100;
    await trader
      .trade(TRADE)
      .getByRole('button', { name: /^Stop of .*: none, set it/ })
      .first()
      .click();
    await trader.trade(TRADE).getByRole('textbox').fill(String(stop));
    await trader.window.keyboard.press('Enter');
    await expect
      .poll(async () => Object.values((await trader.snapshot()).tables.trades).flatMap((trade) => trade.legs)[0]?.stop)
      .toBe((leg?.entry ?? 0) * 3);
  });

  await test.step('its payoff is drawn', async () => {
    const payoff = await trader.looksAt('Payoff');
    await expect(payoff).toContainText('Max profit');
    await expect(payoff.getByTestId('payoff').locator('canvas').first()).toBeVisible();
  });

  await test.step('one click leaves it, and its fills and its call are found', async () => {
    await trader.trade(TRADE).getByRole('button', { name: 'Exit trade' }).click();
    await trader.seesClosed(TRADE);
    const tables = await seesMoneyAddUp(trader);
    expect(heldBy(tables)).toEqual({});
    expect(tables.desk.desk.pnl.mtm).toBe(0);
    const fills = await trader.looksAt('Trades');
    await expect(fills.getByRole('row').filter({ hasText: 'By hand' })).toHaveCount(4);
    const calls = await trader.looksAt('Calls');
    await expect(calls.getByRole('listitem')).toContainText(TRADE);
    await expect(calls.getByRole('listitem')).toContainText('Closed');
  });

  await desk.screenshot('after-the-basket');
  await desk.close();
  expect(desk.errors).toEqual([]);
});

test('a template is shifted, limited from the ladder, and turned round', async ({ launch }) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const basket = await trader.looksAt('Basket');
  const legs = basket.getByRole('table', { name: 'Legs of the basket' }).locator('tbody tr');

  await basket.getByRole('button', { name: 'Iron condor' }).click();
  await expect(legs).toHaveCount(4);
  await expect(basket).not.toContainText('unlimited');

  const name = await legs.last().getByRole('rowheader').innerText();
  await legs
    .last()
    .getByRole('button', { name: /one strike up/ })
    .click();
  await expect(legs.last().getByRole('rowheader')).not.toHaveText(name, { useInnerText: true });

  // Levels move until the market stands; then the price that is clicked is the one that was read.
  await trader.window.keyboard.press('ControlOrMeta+Space');
  const ladder = trader.window.getByRole('dialog', { name: /^Price ladder/ });
  const offer = ladder.getByRole('rowgroup', { name: 'Offers' }).getByRole('button').last();
  const opener = legs.last().getByRole('button', { name: /^Price ladder/ });
  await expect(async () => {
    await opener.click();
    const price = await offer.innerText();
    await offer.click();
    await expect(legs.last().getByLabel(/^Limit of/)).toHaveValue(price, { timeout: 1_000 });
  }).toPass();

  await basket.getByRole('button', { name: /^The same from the other side/ }).click();
  await expect(legs.last().getByRole('button', { name: /^Buy .*: change to sell/ })).toBeVisible();
  await expect(legs.last().getByLabel(/^Limit of/)).toHaveValue('');
  await basket.getByRole('button', { name: 'Empty the basket' }).click();
  await expect(basket).toContainText('The basket is empty');

  expect((await trader.snapshot()).tables.orders).toEqual({});
  await desk.close();
  expect(desk.errors).toEqual([]);
});

test('an entry that rests at its own price is moved in its row, and fills there', async ({ launch }) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const atm = trader.window.locator('tr[aria-current=true]');
  const basket = trader.panel('Basket');
  const only = async () => Object.values((await trader.snapshot()).tables.orders)[0];

  await atm.hover();
  await atm.getByRole('button', { name: /^Sell .* CE: add to the basket/ }).click();
  await basket.getByLabel(/^Limit of NIFTY .* CE/).fill('150');
  await basket.getByRole('button', { name: 'Review and send' }).click();
  await trader.window.getByRole('button', { name: 'Send the order in DEMO' }).click();
  await expect.poll(async () => (await only())?.status).toBe('working');

  const orders = await trader.looksAt('Orders');
  await orders.getByRole('button', { name: /^Limit of order .*: 150.00, change it/ }).click();
  await desk.screenshot('moving-an-order');
  await orders.getByRole('textbox', { name: /^Limit of order/ }).fill('30.03');
  await trader.window.keyboard.press('Enter');
  await expect(trader.window.getByText('is not a positive multiple of the tick').first()).toBeVisible();
  expect(await only()).toMatchObject({ status: 'working', price: { limit: 15_000 } });

  await orders.getByRole('button', { name: /^Limit of order/ }).click();
  await orders.getByRole('textbox', { name: /^Limit of order/ }).fill('30');
  await trader.window.keyboard.press('Enter');
  await expect.poll(only).toMatchObject({ status: 'filled', price: { limit: 3_000 } });
  await expect(orders.getByRole('button', { name: /^Limit of order/ })).toHaveCount(0);
  await seesMoneyAddUp(trader);
  await desk.close();
  expect(desk.errors).toEqual([]);
});
