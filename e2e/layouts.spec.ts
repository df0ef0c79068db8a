import { expect, test } from './desk';
import { Trader } from './trader';

test('a layout is saved under a name, taken again after a restart, and deleted', async ({ launch }) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const charts = trader.panel('Chart').getByTestId('candles');

  await trader.runs('Layout: Breakout');
  await trader.runs('Two charts, crosshairs linked');
  await trader.runs('Save or delete a layout…');
  await trader.window.getByLabel('Save what is shown as').fill('Expiry day');
  await trader.window.getByRole('button', { name: 'Save', exact: true }).click();

  await trader.runs('Layout: Desk');
  await trader.runs('One chart');
  await expect(charts).toHaveCount(1);
  await expect(trader.window.getByRole('tab', { name: 'Quick trade' })).toBeVisible();
  await desk.close();

  const again = await launch();
  const later = new Trader(again.window);
  await later.findsTheDeskOpen();
  await later.runs('Layout: Expiry day');
  await expect(later.panel('Chart').getByTestId('candles')).toHaveCount(2);
  await expect(later.window.getByRole('tab', { name: 'Quick trade' })).toBeHidden();
  await again.screenshot('layout-expiry-day');

  await later.runs('Save or delete a layout…');
  await later.window.getByRole('button', { name: 'Delete Expiry day' }).click();
  await expect(later.window.getByRole('list', { name: 'Saved layouts' }).getByRole('listitem')).toHaveCount(0);
  await again.screenshot('layouts');
  await later.window.keyboard.press('Escape');
  await expect(later.window.getByRole('dialog')).toBeHidden();
  await later.window.keyboard.press('ControlOrMeta+k');
  await expect(later.window.getByRole('option', { name: 'Layout: Expiry day' })).toBeHidden();
  await again.close();
  expect([...desk.errors, ...again.errors]).toEqual([]);
});
