import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test, type Desk } from './desk';
import { heldBy, seesMoneyAddUp } from './money';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';
const MINE = 'Straddle of mine';

test('from the demo to paper and live, by way of Settings and the broker’s login page', async ({
  launch,
  exchange,
  dataDir,
}) => {
  // Kite's part is played by a demo exchange; which server it is can be said in this file alone.
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ kite: { root: exchange.url } }));
  const first = await launch();
  const trader = new Trader(first.window);
  await trader.findsTheDeskOpen();

  await test.step('Settings switches to Paper, which asks for an account', async () => {
    const settings = await openSettings(trader);
    await settings.getByRole('radio', { name: /PAPER/ }).check();
    await settings.getByRole('button', { name: 'Switch to Paper' }).click();
    await expect(settings.getByLabel('API key')).toBeVisible();
    await expect(trader.window.getByTestId('mode')).toHaveText('PAPER');
    await expect(settings.getByText('API secret: not entered')).toBeVisible();
    await expect(settings.getByRole('button', { name: 'Log in' })).toBeDisabled();
  });

  await test.step('key and secret go in, and the secret never comes out', async () => {
    await enterAccount(trader);
    const settings = trader.window.getByRole('dialog', { name: 'Settings' });
    await expect(settings.getByLabel('API secret', { exact: true })).toHaveValue('');
    const shown = await trader.window.evaluate(() => window.desk.request('settings.read'));
    expect(JSON.stringify(shown)).not.toContain('demosecret');
    await first.screenshot('settings-account');
  });

  await test.step('the broker’s page logs in, and today’s market is there', async () => {
    await logIn(first, trader.window.getByRole('dialog', { name: 'Settings' }));
    await expect(trader.window.getByText('Logged in; the desk is open.')).toBeVisible();
    await trader.window.keyboard.press('Escape');
    await expect(trader.index('NIFTY 50')).toContainText(/24,\d{3}/);
    await expect(trader.window.getByTestId('mode')).toHaveText('PAPER');
  });

  const left = await test.step('a straddle is filled on paper, and Kite sees no order', async () => {
    await trader.addsAndStarts(STRADDLE, MINE, {});
    await trader.seesOpen(MINE);
    const { tables } = await trader.snapshot();
    expect(Object.values(heldBy(tables))).toEqual([-65, -65]);
    await expect(async () => expect(await exchange.orders()).toEqual([])).toPass();
    return tables;
  });

  await first.close();
  expect(first.errors).toEqual([]);

  const second = await launch();
  const later = new Trader(second.window);
  await test.step('after a restart and a login the paper account is as it was', async () => {
    await expect(later.banner('Log in to Kite')).toBeVisible();
    await later.banner('Log in to Kite').getByRole('button', { name: 'Settings' }).click();
    // Where nothing protects secrets they ended with the app.
    await enterAccount(later);
    await logIn(second, later.window.getByRole('dialog', { name: 'Settings' }));
    await later.window.keyboard.press('Escape');
    await expect(later.openLegs(MINE)).toHaveCount(2);
    const { tables } = await later.snapshot();
    expect(tables.fills).toEqual(left.fills);
    expect(tables.orders).toEqual(left.orders);
  });

  await test.step('Live is refused while the paper trade is open', async () => {
    const settings = await openSettings(later);
    await settings.getByRole('radio', { name: /LIVE/ }).check();
    await settings.getByRole('button', { name: 'Switch to Live' }).click();
    await expect(settings.getByRole('alert')).toContainText('1 trade is open on this desk (Sell NIFTY');
    await second.screenshot('settings-refused');
    await later.window.keyboard.press('Escape');
    await later.trade(MINE).getByRole('button', { name: 'Exit trade' }).click();
    await later.seesClosed(MINE);
    await seesMoneyAddUp(later);
  });

  await test.step('Live sends nothing before LIVE is typed, and then does', async () => {
    const settings = await openSettings(later);
    await settings.getByRole('radio', { name: /LIVE/ }).check();
    await settings.getByRole('button', { name: 'Switch to Live' }).click();
    await expect(settings.getByText('The desk is in Live now.')).toBeVisible();
    await later.window.keyboard.press('Escape');
    await expect(later.window.getByTestId('mode')).toHaveText('LIVE');
    await expect(later.banner('Comparing with the broker')).toBeHidden();

    await later.addsAndStarts(STRADDLE, 'Too early', {});
    const call = (await later.looksAt('Calls')).getByRole('listitem').filter({ hasText: 'Too early' });
    await expect(call).toContainText('Trading is not armed');
    await expect(async () => expect(await exchange.orders()).toEqual([])).toPass();

    await later.window.getByRole('button', { name: 'Arm trading' }).click();
    const dialog = later.window.getByRole('dialog', { name: 'Arm live trading' });
    await dialog.getByRole('textbox').fill('LIVE');
    await dialog.getByRole('button', { name: 'Arm live trading' }).click();
    await expect(later.window.getByRole('button', { name: 'Disarm trading' })).toBeVisible();
    await later.looksAt('Positions');
    await later.seesOpen('Too early');
    // The desk has just asked as often as it may, and its key is ours.
    await expect(async () => expect(Object.values(await exchange.positions())).toEqual([-65, -65])).toPass();
    await second.screenshot('live');
    await later.window.getByRole('button', { name: 'Exit all' }).click();
    await later.seesClosed('Too early');
    await expect(async () => expect(await exchange.positions()).toEqual({})).toPass();
  });

  await second.close();
  expect(second.errors).toEqual([]);
});

async function openSettings({ window }: Trader): Promise<Locator> {
  await window.keyboard.press('ControlOrMeta+,');
  return window.getByRole('dialog', { name: 'Settings' });
}

async function enterAccount({ window }: Trader): Promise<void> {
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('API key').fill('demokey');
  await settings.getByLabel('API secret', { exact: true }).fill('demosecret');
  // The address that the exchange's app is registered with.
  await settings.getByLabel('Redirect URL').fill('http://127.0.0.1/kitedesk/login');
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(settings.getByText('The API secret is not shown again.')).toBeVisible();
}

async function logIn({ app }: Desk, settings: Locator): Promise<void> {
  const opened = app.waitForEvent('window');
  await settings.getByRole('button', { name: 'Log in', exact: true }).click();
  const page = await opened;
  await page.getByRole('link', { name: /Log in as/ }).click();
  await expect(settings.getByText('Logged in; the desk is open.')).toBeVisible({ timeout: 30_000 });
}
