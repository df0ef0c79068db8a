import { expect, test } from './desk';

test('a window opens, locked down and without a single error', async ({ launch }) => {
  const desk = await launch();

  await expect(desk.window).toHaveTitle('KiteDesk');
  const reachable = await desk.window.evaluate(() => ({ require: 'require' in window, process: 'process' in window }));
  expect(reachable).toEqual({ require: false, process: false });

  await desk.screenshot('first-window');
  await desk.close();
  expect(desk.errors).toEqual([]);
});
