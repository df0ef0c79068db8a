import { expect, test, type Desk } from './desk';
import { Trader } from './trader';

/** Chooses an item of the menu as a person does. */
async function chooses({ app }: Desk, id: string): Promise<void> {
  await app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
}

test('what a broker may do wrong can be tried out in Demo, and goes well again', async ({ launch }) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const notices = await trader.looksAt('Notices');

  await test.step('a silent price connection is taken for dead, and comes back', async () => {
    await chooses(desk, 'drill-silence');
    await expect(notices).toContainText('A fault was switched on');
    await expect(notices).toContainText('Prices are disconnected');
    await expect(trader.banner('Prices have stopped')).toBeVisible();
    await desk.screenshot('silence');
    await chooses(desk, 'drill-end');
    await expect(notices).toContainText('The demo market is well again');
    await expect(trader.banner('Prices have stopped')).toBeHidden();
  });

  await test.step('a straddle of which one leg is rejected is closed again', async () => {
    await chooses(desk, 'drill-reject-order');
    await trader.looksAt('Strategies');
    await trader.starts('ATM straddle sell');
    await trader.looksAt('Notices');
    await expect(notices).toContainText(/Order rejected: NIFTY \d+ CE \d+ \w+/);
    await expect(notices).toContainText('The broker says: “Insufficient funds”.');
    await expect.poll(async () => held(trader)).toEqual([]);
  });

  await test.step('a session that ends asks for a login, and the desk goes on after it', async () => {
    await chooses(desk, 'drill-expire-token');
    const banner = trader.banner('Log in to Kite');
    await banner.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(banner).toBeHidden();
    await trader.findsTheDeskOpen();
    expect((await trader.snapshot()).tables.desk.desk.isReconciled).toBe(true);
  });
});

async function held(trader: Trader): Promise<readonly string[]> {
  const { trades } = (await trader.snapshot()).tables;
  return Object.values(trades)
    .filter(({ status }) => status !== 'closed' && status !== 'failed')
    .map(({ name }) => name);
}
