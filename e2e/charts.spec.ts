import type { Locator } from '@playwright/test';
import { istClock } from '#shared/domain/time';
import { expect, test } from './desk';
import { Trader } from './trader';

test('four charts stand at one moment, take what is chosen in turn, and catch up when they are seen again', async ({
  launch,
}) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const panel = trader.panel('Chart');

  await trader.runs('Four charts, crosshairs linked');
  await expect(panel.getByTestId('candles')).toHaveCount(4);
  await expect(panel.getByLabel('Bar under the crosshair')).toHaveCount(4);

  await test.step('the chain and the toolbar go to the chart that was clicked last', async () => {
    await panel.getByTestId('candles').nth(1).click();
    await panel.getByRole('tab', { name: '5m', exact: true }).click();
    await expect(panel.getByRole('button', { pressed: true, name: /future 5m$/ })).toBeVisible();
    await expect(panel.getByRole('button', { pressed: false, name: 'NIFTY 50 1m' })).toBeVisible();
  });

  await test.step('pointing at a bar of one points at the bars of the same moment in the others', async () => {
    // The future has bars of today only, so that each of its moments is on every chart.
    const future = panel.getByTestId('candles').nth(1);
    let pointed = NaN;
    // The bars of the interval that was just chosen may come while the pointer is there already.
    await expect(async () => {
      await trader.window.mouse.move(2, 2);
      await future.hover({ position: await oldBarOf(future) });
      pointed = (await minutesOf(panel))[1] ?? NaN;
      expect(await minutesOf(panel)).toEqual([pointed, pointed, pointed, pointed - (pointed % 15)]);
      expect(pointed).toBeLessThan(minuteOfDay((await trader.snapshot()).tables.desk.desk.at) - 10);
    }).toPass({ timeout: 15_000 });

    await trader.window.mouse.move(2, 2);
    await expect.poll(async () => Math.min(...(await minutesOf(panel)))).toBeGreaterThan(pointed);
  });

  await test.step('out of sight nothing is lost', async () => {
    const before = Math.max(...(await minutesOf(panel)));
    await trader.looksAt('Payoff');
    await trader.window.evaluate(() => window.desk.request('playback.set', { speed: 60, isPaused: false }));
    await expect
      .poll(async () => minuteOfDay((await trader.snapshot()).tables.desk.desk.at))
      .toBeGreaterThan(before + 4);
    await trader.looksAt('Chart');
    await expect.poll(async () => Math.max(...(await minutesOf(panel)))).toBeGreaterThan(before + 3);
  });

  await desk.screenshot('four-charts');
  await trader.runs('One chart');
  await expect(panel.getByTestId('candles')).toHaveCount(1);
  await desk.close();
  expect(desk.errors).toEqual([]);
});

/** Where there is a bar, however few there are: at the left, since the right is kept free. */
async function oldBarOf(chart: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await chart.boundingBox();
  if (box === null) throw new Error('The chart has no place on the screen');
  return { x: box.width / 20, y: box.height / 3 };
}

/** The minute of the day of the bar that each legend tells. */
async function minutesOf(panel: Locator): Promise<readonly number[]> {
  return (await panel.getByLabel('Bar under the crosshair').allTextContents()).map(minuteIn);
}

/** '18 Aug 09:41O24,310.00…' is minute 581. */
function minuteIn(text: string): number {
  const [, hour, minute] = /(\d\d):(\d\d)/.exec(text) ?? [];
  return Number(hour) * 60 + Number(minute);
}

function minuteOfDay(at: number): number {
  return minuteIn(istClock(at));
}
