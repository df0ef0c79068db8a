import { startDouble } from '#electron/alerts/delivery/doubles.testkit';
import { expect, test } from './desk';
import { Trader } from './trader';

test('a price alert fires once: a notice, and a message at the hook that it was tested with', async ({ launch }) => {
  const hook = await startDouble({ status: 503 }, { status: 200 });
  const desk = await launch();
  const { window } = desk;
  const trader = new Trader(window);
  try {
    await trader.findsTheDeskOpen();
    await window.getByRole('tab', { name: 'Alerts & webhooks', exact: true }).click();
    const panel = window.getByRole('tabpanel', { name: 'Alerts & webhooks', exact: true });

    await test.step('the hook is kept, shown in part, and tested with one button', async () => {
      await panel.getByRole('tab', { name: 'Delivery' }).click();
      const section = panel.getByRole('region', { name: 'Outgoing webhook' });
      await section.getByLabel('Address').fill('https://10.0.0.1/hook');
      await section.getByRole('button', { name: 'Save' }).click();
      await expect(section.getByRole('alert')).toContainText('inside a private network');
      await section.getByLabel('Address').fill(`${hook.url}/hook/very-secret`);
      await section.getByRole('button', { name: 'Save' }).click();
      await expect(section).toContainText(`${hook.url}/…cret`);
      await section.getByRole('button', { name: 'Test webhook' }).click();
      await expect(section).toContainText('answered 503');
      await section.getByRole('button', { name: 'Test webhook' }).click();
      await expect(section).toContainText('It arrived.');
    });

    await test.step('an alert on the underlying that is looked at', async () => {
      await panel.getByRole('tab', { name: 'Alerts', exact: true }).click();
      await panel.getByRole('button', { name: 'Add alert' }).click();
      const form = window.getByRole('dialog', { name: 'Add an alert' });
      await expect(form.getByLabel('Of', { exact: true })).toHaveValue(/NIFTY/);
      const { tables } = await trader.snapshot();
      const spot = tables.desk.desk.underlyings[0]?.spot ?? '';
      // One paisa beside the price of the moment: the next prices cross it.
      await form.getByLabel('Level', { exact: true }).fill(String(((tables.quotes[spot]?.ltp ?? 0) + 1) / 100));
      await form.getByLabel('Name').fill('At the level');
      await form.getByLabel('Outgoing webhook').check();
      await form.getByRole('button', { name: 'Add alert' }).click();
    });

    await test.step('is seen, and arrives', async () => {
      await expect(panel.getByRole('row', { name: /At the level/ })).toContainText(/\w at \d\d:/, { timeout: 30_000 });
      await expect(panel.getByRole('switch', { name: 'At the level is on' })).not.toBeChecked();
      await expect.poll(() => hook.received.length, { timeout: 15_000 }).toBe(3);
      expect(hook.received[2]).toMatchObject({
        path: '/hook/very-secret',
        body: { source: 'kitedesk', alert: 'At the level', mode: 'demo', message: expect.stringContaining('crossed') },
      });
      await panel.getByRole('tab', { name: 'Sent' }).click();
      const sent = panel.getByRole('row', { name: /webhook At the level/ });
      await expect(sent).toContainText('sent');
      await desk.screenshot('sent');
      await expect(await trader.looksAt('Notices')).toContainText('At the level');
    });
    await desk.close();
    expect(desk.errors).toEqual([]);
  } finally {
    await hook.stop();
  }
});
