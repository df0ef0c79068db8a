import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from './desk';
import { Trader } from './trader';

/** A month of NIFTY's minutes, as recorded. */
const CANDLES = resolve('electron/research/fixtures/NIFTY50-minute-2024-01.csv.gz');
/** A run of a month on a machine that is busy with something else. */
const PLAYED_WITHIN = { timeout: 60_000 };

test('a trader tries a strategy on a recorded month, looks for better parameters, and starts them', async ({
  launch,
}) => {
  test.slow();
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const { window } = desk;
  await window.keyboard.press('Control+k');
  await window.keyboard.type('Layout: Lab');
  await window.keyboard.press('Enter');
  const lab = window.getByRole('region', { name: 'Lab', exact: true });
  const run = lab.getByRole('form', { name: 'Run' });

  await test.step('a back-test runs with progress, and shows its figures', async () => {
    await run.getByLabel('Strategy').selectOption({ label: 'Moving average' });
    await run.getByLabel('Data', { exact: true }).fill(CANDLES);
    await run.getByText('Parameters', { exact: true }).click();
    await set(run, { 'Fast EMA': '5' });
    await run.getByLabel('Candle', { exact: true }).selectOption('5m');
    await run.getByRole('switch', { name: 'Forward validation' }).uncheck();
    await run.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(lab.getByText('Profit factor')).toBeVisible(PLAYED_WITHIN);
    await expect(lab.getByRole('figure', { name: 'Equity and drawdown' })).toBeVisible();
    await desk.screenshot('report');
  });

  await test.step('a trade opens on the bars that were played', async () => {
    await lab.getByRole('tab', { name: 'Trades' }).click();
    await lab.getByRole('table', { name: 'Trades of the run' }).getByRole('row').nth(1).click();
    await expect(lab.locator('[data-bars="375"]')).toBeVisible(PLAYED_WITHIN);
    await desk.screenshot('trade');
  });

  await test.step('two parameters are swept, and the map is read with the keyboard', async () => {
    await lab.getByRole('tab', { name: 'Sweep' }).click();
    await vary(run, 1, 'Fast EMA', '5,8');
    await vary(run, 2, 'Slow EMA', '13,21');
    await run.getByRole('button', { name: 'Run', exact: true }).click();
    const heat = lab.getByRole('table', { name: 'Score by fast and slow' });
    await expect(heat).toBeVisible(PLAYED_WITHIN);
    await expect(heat.getByRole('button')).toHaveCount(4);
    await heat.getByRole('button').first().focus();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await expect(lab.getByRole('status').filter({ hasText: 'fast 8, slow 21' })).toBeVisible();
    await desk.screenshot('sweep');
  });

  await test.step('the chosen point starts on the demo', async () => {
    await lab.getByRole('button', { name: 'Run this on demo' }).click();
    await expect(trader.card('Moving average (Lab)')).toContainText('Running');
    const instance = Object.values((await trader.snapshot()).tables.instances).find(
      ({ name }) => name === 'Moving average (Lab)',
    );
    expect(instance?.params).toMatchObject({ fast: 8, slow: 21, interval: '5m', validate: false });
  });
});

async function set(form: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label, { exact: true }).fill(value);
}

async function vary(form: Locator, axis: number, param: string, values: string): Promise<void> {
  await form.getByLabel(`Parameter ${axis}`, { exact: true }).selectOption({ label: param });
  await form.getByLabel(`Values of parameter ${axis}`).fill(values);
}
