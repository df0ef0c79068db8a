import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './desk';
import { heldBy, seesMoneyAddUp } from './money';
import { spreadOf, tapeQuotes } from './quote-tape';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';

test('a newcomer watches a real day, sells a straddle, sees it live, and leaves with one click', async ({
  launch,
  dataDir,
}) => {
  const desk = await launch();
  const trader = new Trader(desk.window);

  await test.step('prices move within ten seconds of the launch', async () => {
    await expect(trader.window.getByText('DEMO')).toBeVisible();
    const nifty = trader.index('NIFTY 50');
    await expect(nifty).toHaveText(/\d/);
    const first = await nifty.innerText();
    await expect(nifty).not.toHaveText(first, { useInnerText: true });
    expect(Date.now() - desk.startedAt).toBeLessThan(10_000);
  });

  await test.step('both legs are sold at the market’s prices', async () => {
    await trader.findsTheDeskOpen();
    await tapeQuotes(trader.window);
    await trader.sells(STRADDLE);
    const { orders, fills } = (await trader.snapshot()).tables;
    expect(Object.values(fills).map(({ side }) => side)).toEqual(['sell', 'sell']);
    for (const { orderId, instrument, price } of Object.values(fills)) {
      const { signalAt, finishedAt = signalAt } = orders[orderId]?.times ?? { signalAt: 0 };
      // The exchange fills at a second's prices before it sends them.
      await expect(async () => {
        const { bid, ask } = await spreadOf(trader.window, instrument, { from: signalAt, to: finishedAt + 500 });
        expect(price).toBeGreaterThanOrEqual(bid);
        expect(price).toBeLessThanOrEqual(ask);
      }).toPass({ timeout: 5_000 });
    }
  });

  await test.step('the position is live, and its money adds up to the paisa', async () => {
    const mtm = trader.trade(STRADDLE).getByTestId('trade-mtm');
    const first = await mtm.innerText();
    await expect(mtm).not.toHaveText(first, { useInnerText: true });
    const tables = await seesMoneyAddUp(trader);
    expect(Object.values(heldBy(tables))).toEqual([-65, -65]);
    expect(tables.desk.desk.pnl.charges).toBeGreaterThan(0);
  });

  await test.step('one click, and the desk is flat', async () => {
    await trader.trade(STRADDLE).getByRole('button', { name: 'Exit trade' }).click();
    await trader.seesClosed(STRADDLE);
    const tables = await seesMoneyAddUp(trader);
    expect(heldBy(tables)).toEqual({});
    expect(Object.values(tables.orders).map(({ status }) => status)).toEqual(Array(4).fill('filled'));
    // What is derived comes up to a fifth of a second after the fills.
    await expect.poll(async () => (await trader.snapshot()).tables.desk.desk.pnl.mtm).toBe(0);
  });

  await test.step('the call and what became of it can be read', async () => {
    const calls = await trader.looksAt('Calls');
    await expect(calls.getByRole('listitem')).toHaveCount(1);
    await expect(calls.getByRole('listitem')).toContainText(/Sell NIFTY [\d,]+ straddle, 1 lot/);
    await expect(calls.getByRole('listitem')).toContainText('Closed');
  });

  const { tables } = await trader.snapshot();
  await desk.screenshot('after-the-straddle');
  await desk.close();
  expect(desk.errors).toEqual([]);

  await test.step('the day’s files say the same', async () => {
    const { date, pnl } = tables.desk.desk;
    const trades = await readRecords(join(dataDir, 'demo', 'trade', date, 'trade_state.json'));
    expect(trades).toMatchObject({
      date,
      trades: [{ status: 'closed', realised: pnl.realised / 100, exitReason: 'Exit by hand', legs: [{}, {}] }],
    });
    const calls = await readRecords(join(dataDir, 'demo', 'calls', date, 'calls.json'));
    expect(calls).toMatchObject({ date, calls: [{ outcome: 'closed', result: expect.stringMatching(/./) }] });
  });
});

/** What a record file holds, past its envelope. */
async function readRecords(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8')).data;
}
