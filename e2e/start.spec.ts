import { expect, test } from './desk';

test('a window opens on live prices, locked down and without a single error', async ({ launch }) => {
  const desk = await launch();

  await expect(desk.window).toHaveTitle('KiteDesk');
  await expect(desk.window.locator('html')).toHaveAttribute('data-first-price-at', /^\d+/);
  const reachable = await desk.window.evaluate(() => ({ require: 'require' in window, process: 'process' in window }));
  expect(reachable).toEqual({ require: false, process: false });

  await desk.screenshot('first-window');
  await desk.close();
  expect(desk.errors).toEqual([]);
});
