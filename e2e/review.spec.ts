import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, dayOfWeek, istAt } from '#shared/domain/time';
import { expect, test } from './desk';
import { Trader } from './trader';

const DAYS = 100;
const TRADES_A_DAY = 3;
const LONG_NAME = 'Sell MIDCPNIFTY 13,150 strangle 300 away, hedged 600 away';

test('a trader reviews months of trades: the calendar, a day, a trade', async ({ launch, dataDir }) => {
  const dates = await keepResults(dataDir);
  const desk = await launch();
  const { window } = desk;
  const trader = new Trader(window);
  await trader.findsTheDeskOpen();
  const panel = await trader.looksAt('Performance');

  await test.step('all days together, with the largest loss', async () => {
    await panel.getByRole('tab', { name: 'History' }).click();
    await expect(panel).toContainText('300, 299 won');
    await expect(panel).toContainText('−₹1,23,46,802.35');
    await expect(panel.getByRole('figure', { name: 'Equity and drawdown' })).toBeVisible();
    await desk.screenshot('history');
  });

  await test.step('a day of the calendar opens its trades', async () => {
    await panel.getByRole('button', { name: /^17 Aug 2026: .* in 3 trades$/ }).click();
    const rows = panel.getByRole('table', { name: 'Closed trades' }).getByRole('row');
    await expect(rows).toHaveCount(1 + TRADES_A_DAY);
    await expect(panel.getByRole('cell', { name: '−1,23,46,802.35' })).toBeInViewport({ ratio: 1 });
    await desk.screenshot('day');
    await rows.nth(1).press('Enter');
    await expect(panel.getByRole('region', { name: `${LONG_NAME}, 17 Aug 2026` })).toContainText('Entry time 09:20');
    await panel.getByRole('button', { name: 'All trades' }).click();
  });

  await test.step('and all of them are listed again', async () => {
    await panel.getByRole('button', { name: 'Mon 17 Aug 2026' }).click();
    await expect(panel.getByRole('table', { name: 'Closed trades' })).toHaveAttribute(
      'aria-rowcount',
      String(1 + dates.length * TRADES_A_DAY),
    );
  });
  await desk.close();
  expect(desk.errors).toEqual([]);
});

/** What the desk keeps of past days: a hundred with three trades each, the newest with the largest loss. */
async function keepResults(dataDir: string): Promise<readonly string[]> {
  const folder = join(dataDir, 'demo', 'results');
  await mkdir(folder, { recursive: true });
  const dates = tradingDaysBefore('2026-08-18');
  for (const [age, date] of dates.entries()) {
    const trades = Array.from({ length: TRADES_A_DAY }, (_, index) => {
      const openedAt = istAt(date, '09:20') + index * 3_600_000;
      const gross = age === 0 && index === 2 ? -123_456_7890 : 250_000 + age * 100;
      const leg = { instrument: 'NFO:MIDCPNIFTY26AUG13150CE', side: 'sell', qty: 120, entry: 10_250, exit: 9_875 };
      return {
        id: `T${index + 1}`,
        date,
        name: LONG_NAME,
        strategy: 'MIDCPNIFTY strangle with hedge wings, two re-entries',
        openedAt,
        closedAt: openedAt + 1_800_000,
        gross,
        charges: 112_345,
        entryReason: 'Entry time 09:20',
        exitReason: 'Spot moved 0.71 % from entry, beyond the 0.70 % that were allowed',
        legs: [{ ...leg, realised: gross }],
        executions: [],
      };
    });
    const data = { journalBytes: 0, result: { date, trades } };
    await writeFile(join(folder, `${date}.json`), JSON.stringify({ version: 1, savedAt: '', data }));
  }
  return dates;
}

/** The newest first. */
function tradingDaysBefore(today: string): readonly string[] {
  const dates: string[] = [];
  for (let date = addDays(today, -1); dates.length < DAYS; date = addDays(date, -1))
    if (dayOfWeek(date) !== 0 && dayOfWeek(date) !== 6) dates.push(date);
  return dates;
}
