import { expect, test } from './desk';
import { heldBy } from './money';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';
const WIDE = 'Wide strangle';
const LATE = 'Late strangle';
const EVENING = 'Evening strangle';

test('the kill switch flattens everything and refuses entries until a person arms again', async ({ launch }) => {
  const first = await launch();
  const trader = new Trader(first.window);
  await trader.findsTheDeskOpen();

  await test.step('two strategies hold positions', async () => {
    await trader.sells(STRADDLE);
    await trader.addsAndStarts(STRADDLE, WIDE, { Distance: '3' });
    await trader.seesOpen(WIDE);
    expect(Object.values(heldBy((await trader.snapshot()).tables))).toEqual([-65, -65, -65, -65]);
  });

  await test.step('Exit all, even pressed twice, leaves each leg once', async () => {
    await trader.window.getByRole('button', { name: 'Exit all' }).dblclick();
    await trader.seesClosed(STRADDLE);
    await trader.seesClosed(WIDE);
    await expect(trader.banner('Trading is halted')).toContainText('Exit all by hand');
    const { tables } = await trader.snapshot();
    expect(heldBy(tables)).toEqual({});
    const exits = Object.values(tables.orders).filter(({ purpose }) => purpose === 'exit');
    expect(exits.map(({ status }) => status)).toEqual(['filled', 'filled', 'filled', 'filled']);
  });

  await test.step('a new entry is refused, and the calls say why', async () => {
    await trader.addsAndStarts(STRADDLE, LATE, { Distance: '4' });
    const call = (await trader.looksAt('Calls')).getByRole('listitem').filter({ hasText: LATE });
    await expect(call).toContainText('Refused');
    await expect(call).toContainText(/halted/i);
    await expect(trader.reason(LATE)).toContainText('no trade yet');
    expect(Object.keys((await trader.snapshot()).tables.orders)).toHaveLength(8);
  });

  await first.close();
  expect(first.errors).toEqual([]);

  const second = await launch();
  const later = new Trader(second.window);
  await test.step('a restart arms nothing', async () => {
    await later.findsTheDeskOpen();
    await expect(later.banner('Trading is halted')).toBeVisible();
  });

  await test.step('armed again, the desk trades', async () => {
    await later
      .banner('Trading is halted')
      .getByRole('button', { name: /Arm again/ })
      .click();
    await expect(later.banner('Trading is halted')).toBeHidden();
    await later.addsAndStarts(STRADDLE, EVENING, { Distance: '2' });
    await later.looksAt('Positions');
    await later.seesOpen(EVENING);
    await later
      .card(EVENING)
      .getByRole('button', { name: `Exit ${EVENING}` })
      .click();
    await later.seesClosed(EVENING);
  });

  await second.close();
  expect(second.errors).toEqual([]);
});
