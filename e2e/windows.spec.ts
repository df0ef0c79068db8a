import { expect, test } from './desk';
import { Trader } from './trader';

test('a panel moves into a window of its own and back, and that window can do no more than show it', async ({
  launch,
}) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();

  const opening = desk.app.waitForEvent('window');
  await trader.window.getByRole('button', { name: 'Chart in its own window' }).click();
  const own = await opening;
  await expect(own.getByTestId('candles').locator('canvas').first()).toBeVisible();
  await expect(own.locator('html[data-theme=dark]')).toBeAttached();
  expect(await own.evaluate(() => 'desk' in window)).toBe(false);

  await own.close();
  await expect(trader.panel('Chart')).toBeVisible();
  expect(desk.app.windows()).toHaveLength(1);
  await desk.close();
  expect(desk.errors).toEqual([]);
});
