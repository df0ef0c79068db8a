import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
    const heat = lab.getByRole('table', { name: 'Score by Fast EMA and Slow EMA' });
    await expect(heat).toBeVisible(PLAYED_WITHIN);
    await expect(heat.getByRole('button')).toHaveCount(4);
    await heat.getByRole('button').first().focus();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await expect(lab.getByRole('status').filter({ hasText: 'Fast EMA 8, Slow EMA 21' })).toBeVisible();
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

test('a trader imports candles of another program, and ends a sweep of them at once', async ({ launch, dataDir }) => {
  test.slow();
  const desk = await launch();
  const { window } = desk;
  const trader = new Trader(window);
  await trader.findsTheDeskOpen();

  await test.step('columns and times are guessed, and what is wrong is told by its line', async () => {
    const folder = join(dataDir, 'exports');
    await mkdir(folder, { recursive: true });
    const file = join(folder, 'INFY-export.csv');
    await writeFile(file, exportedRows().join('\n'));
    await trader.runs('Data');
    const data = window.getByRole('region', { name: 'Data', exact: true });
    await data.getByRole('tab', { name: 'Import' }).click();
    await data.getByLabel('File of candles').fill(file);
    await data.getByLabel('File of candles').press('Enter');
    await expect(data.getByRole('alert')).toContainText('no column was found for open');
    await data.getByLabel('Open', { exact: true }).selectOption('begins');
    await expect(data.getByRole('list', { name: 'Faulty rows' })).toContainText('line 12: expected a number in "high"');
    const first = data.getByRole('table', { name: 'First candles' }).getByRole('row').nth(1);
    await expect(first).toContainText('1 Feb 2024 09:15:00');
    await desk.screenshot('mapping');
    await expect(data.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
    await data.getByRole('switch', { name: 'Leave faulty rows out' }).check();
    await data.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(data.getByRole('status')).toContainText('candles imported');
    await expect(data.getByRole('list', { name: 'Candles in the data folder' })).toContainText('INFY_2024-02-01');
  });

  await test.step('a sweep tells how long it will take, and ends at once', async () => {
    await trader.runs('Layout: Lab');
    const lab = window.getByRole('region', { name: 'Lab', exact: true });
    const run = lab.getByRole('form', { name: 'Run' });
    await run.getByLabel('Strategy').selectOption({ label: 'Moving average' });
    await run.getByLabel('Downloaded candles').selectOption('INFY_2024-02-01_2024-02-01.csv');
    await expect(run.getByLabel('Data', { exact: true })).toHaveValue(/INFY_2024-02-01/);
    await run.getByLabel('Data', { exact: true }).fill(CANDLES);
    await lab.getByRole('tab', { name: 'Sweep' }).click();
    await vary(run, 1, 'Fast EMA', '3..20:1');
    await vary(run, 2, 'Slow EMA', '21..55:1');
    await run.getByRole('button', { name: 'Run', exact: true }).click();
    const runs = lab.getByRole('list', { name: 'Runs' });
    await expect(runs).toContainText(/\d+ of 630 points, .+ left/, PLAYED_WITHIN);
    await desk.screenshot('progress');
    await lab.getByRole('button', { name: 'Cancel' }).first().click();
    await expect(runs).toContainText('Cancelled');
    await expect(lab.getByText('The run was cancelled')).toBeVisible();
    // Nothing of it is left that would keep the next one waiting.
    await lab.getByRole('tab', { name: 'Back-test' }).click();
    await run.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(lab.getByRole('tab', { name: 'What it rests on' })).toBeVisible(PLAYED_WITHIN);
  });
});

/** Half an hour of candles as another program writes them, one of them broken. */
function exportedRows(): readonly string[] {
  const rows = Array.from({ length: 30 }, (_, index) => {
    const high = index === 10 ? 'n/a' : String(102 + index);
    return `01/02/2024;09:${15 + index};${100 + index};${high};${99 + index};${101 + index};1000`;
  });
  return ['Date;Time;Begins;High;Low;Close;Volume', ...rows, ''];
}

async function set(form: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label, { exact: true }).fill(value);
}

async function vary(form: Locator, axis: number, param: string, values: string): Promise<void> {
  await form.getByLabel(`Parameter ${axis}`, { exact: true }).selectOption({ label: param });
  await form.getByLabel(`Values of parameter ${axis}`).fill(values);
}
