import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { istAt } from '#shared/domain/time';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import { expect, test } from './desk';
import { Trader } from './trader';

/** NIFTY's chain of 30 January 2026, some seventy moments of it. */
const CHAIN = resolve('electron/research/fixtures/2026-01-30-NIFTY-chain.csv.gz');
const FILE = '2026-01-30-NIFTY.csv.gz';
const PLAYED_WITHIN = { timeout: 30_000 };

test('a trader replays a day of his own, trades it by hand, and gets the same day again', async ({
  launch,
  dataDir,
}) => {
  const history = join(dataDir, 'data', 'history');
  await mkdir(history, { recursive: true });
  await copyFile(CHAIN, join(history, FILE));
  const desk = await launch();
  const { window } = desk;
  const trader = new Trader(window);
  await trader.findsTheDeskOpen();
  await trader.runs('Layout: Replay');
  const replay = trader.panel('Replay');
  const clock = window.getByTestId('market-clock');

  await test.step('the day says what it holds, and opens standing still', async () => {
    await replay.getByRole('button', { name: FILE }).click();
    await expect(replay.getByText('NIFTY: 40 instruments, as recorded')).toBeVisible(PLAYED_WITHIN);
    await replay.getByRole('button', { name: 'Open day' }).click();
    await expect(window.getByText('REPLAY', { exact: true })).toBeVisible(PLAYED_WITHIN);
    await expect(clock).toHaveText('09:16:49');
    await expect(trader.index('NIFTY 50')).toHaveText(/25,278\.90/);
    await expect(replay.getByText('next 09:23:48')).toBeVisible();
    await desk.screenshot('opened');
  });

  await test.step('it plays, pauses, and goes on bar by bar', async () => {
    await replay.getByRole('button', { name: 'Play', exact: true }).click();
    await replay.getByRole('button', { name: 'Pause', exact: true }).click();
    await replay.getByRole('button', { name: 'Next 15m bar' }).click();
    await expect(clock).toHaveText('09:33:49');
    await expect(replay.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });

  await test.step('the keys choose a time of the day, and Enter goes there', async () => {
    const time = replay.getByRole('slider', { name: 'Time of the day' });
    await time.press('PageUp');
    await expect(replay.getByRole('button', { name: 'Go to 09:48:00' })).toBeEnabled();
    await time.press('Enter');
    await expect(clock).toHaveText(/^09:4\d/);
    await expect(window.getByText('no tick yet')).toHaveCount(0);
  });

  await test.step('a straddle is sold by hand, and the day ends with its digest', async () => {
    await sellsAfternoonStraddle(trader, replay);
    await desk.screenshot('sold');
    await playsOut(trader, replay);
  });

  await test.step('done again, it is the same', async () => {
    await replay.getByRole('button', { name: 'Begin the day again' }).click();
    await expect(clock).toHaveText('09:16:49');
    await sellsAfternoonStraddle(trader, replay);
    await playsOut(trader, replay);
    const rows = replay.getByRole('table', { name: 'Days played' }).getByRole('row');
    await expect(rows).toHaveCount(3, PLAYED_WITHIN);
    await expect(rows.nth(1)).toContainText('as before');
    await desk.screenshot('twice');
  });

  await desk.close();
  expect(desk.errors).toEqual([]);
});

/** Goes to the afternoon at once, and sells the call and the put at the money, each with a click and a yes. */
async function sellsAfternoonStraddle({ window }: Trader, replay: Locator): Promise<void> {
  await replay.getByRole('slider', { name: 'Time of the day' }).fill(String(istAt('2026-01-30', '14:40')));
  await replay.getByRole('button', { name: 'Go to 14:40:00' }).click();
  // The last moment of the file before that.
  await expect(window.getByTestId('market-clock')).toHaveText(/^14:3\d/);
  await window.getByRole('tab', { name: 'Quick trade', exact: true }).click();
  const atTheMoney = window.getByRole('table', { name: 'Options around the money' }).getByRole('row', { name: 'ATM' });
  for (const right of ['CE', 'PE']) {
    await atTheMoney.getByRole('button', { name: new RegExp(`^Sell .* ${right}`) }).click();
    await window.getByRole('button', { name: 'Sell in REPLAY' }).click();
    await expect(window.getByRole('dialog')).toBeHidden();
  }
  await expect(window.getByRole('button', { name: 'Exit trade' })).toHaveCount(2);
}

/** As fast as the desk can to the end of the recording, which lies behind the square-off. */
async function playsOut({ window }: Trader, replay: Locator): Promise<void> {
  const rows = replay.getByRole('table', { name: 'Days played' }).getByRole('row');
  const before = await rows.count();
  const speed = window.getByRole('combobox', { name: 'Playback speed' });
  await speed.selectOption({ label: 'Max' });
  await expect(speed).toHaveValue(String(FASTEST_SPEED));
  await replay.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(rows).toHaveCount(Math.max(2, before + 1), PLAYED_WITHIN);
  await expect(rows.nth(1)).toContainText('30 Jan 2026');
  await expect(window.getByRole('button', { name: 'Exit trade' })).toHaveCount(0);
}
