import { expect, test } from './desk';
import { heldBy } from './money';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';
const SIGNAL_STRATEGIES = ['Reversal at key zones', 'Directional breakout with OI', 'Moving average', 'S/R breakout'];

test('a trader runs every strategy from the screen, reads why, changes, pauses and stops them', async ({ launch }) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();

  await test.step('each strategy starts with a click and says what it waits for', async () => {
    for (const kind of SIGNAL_STRATEGIES) await trader.addsAndStarts(kind, `My ${kind}`, {});
    for (const kind of SIGNAL_STRATEGIES) {
      await expect(trader.reason(`My ${kind}`), kind).toContainText(/\d.*(needs|of|not|until|after|before|wait|no )/i);
    }
    await trader.sells(STRADDLE);
    await expect(trader.reason(STRADDLE)).toHaveText(/\S/);
    await desk.screenshot('five-strategies');
  });

  await test.step('paused it takes new parameters, and goes on with them', async () => {
    const card = trader.card('My Moving average');
    await card.getByRole('button', { name: 'Pause My Moving average' }).click();
    await expect(card).toContainText('Paused');
    await card.getByRole('button', { name: 'Parameters of My Moving average', exact: true }).click();
    const form = trader.window.getByRole('dialog', { name: 'My Moving average' });
    await form.getByLabel('Fast EMA', { exact: true }).fill('5');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await card.getByRole('button', { name: 'Resume My Moving average' }).click();
    await expect(card).toContainText('Running');
    const changed = Object.values((await trader.snapshot()).tables.instances).find(
      ({ name }) => name === 'My Moving average',
    );
    expect(changed?.params).toMatchObject({ fast: 5, slow: 21 });
  });

  await test.step('parameters are kept by name, and a clock can start and stop it', async () => {
    const card = trader.card('My Moving average');
    await card.getByRole('button', { name: 'Parameters of My Moving average', exact: true }).click();
    const form = trader.window.getByRole('dialog', { name: 'My Moving average' });
    await form.getByRole('button', { name: 'Save as preset' }).click();
    await form.getByLabel('Name of the preset').fill('Quick');
    await form.getByRole('button', { name: 'Save preset' }).click();
    await expect(form.getByLabel('Preset', { exact: true })).toHaveValue('Quick');
    await form.getByRole('switch', { name: 'Start and stop by itself' }).check();
    await form.getByRole('textbox', { name: 'Stop at' }).fill('15:05');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(card).toContainText('09:20–15:05 Mon–Fri');
    await expect(card).toContainText('Running');
  });

  await test.step('its log tells what it saw, called and traded', async () => {
    await trader
      .card(STRADDLE)
      .getByRole('button', { name: `Log of ${STRADDLE}` })
      .click();
    const log = trader.window.getByRole('dialog', { name: `Log of ${STRADDLE}` });
    const lines = log.getByRole('list', { name: `Log of ${STRADDLE}` }).getByRole('listitem');
    await expect(lines.filter({ hasText: 'Call: Sell NIFTY' })).toHaveCount(1);
    await expect(lines.filter({ hasText: /Filled: sold 65 NIFTY \d+ (CE|PE) 18 Aug at ₹/ })).toHaveCount(2);
    await desk.screenshot('strategy-log');
    await log.getByRole('button', { name: 'Close' }).click();
    await trader.runs('Log of My Moving average');
    const measured = trader.window.getByRole('table', { name: 'Past signals, measured forward' });
    await expect(measured.getByRole('row', { name: /^10 candles \d+ / })).toBeVisible();
    await desk.screenshot('forward-table');
    await trader.window.keyboard.press('Escape');
    await trader.runs('Log of My Reversal at key zones');
    await expect(trader.window.getByRole('dialog').getByRole('listitem').last()).toContainText('Set up');
    await trader.window.keyboard.press('Escape');
  });

  await test.step('stopped, it can leave its trade to its stops', async () => {
    await trader
      .card(STRADDLE)
      .getByRole('button', { name: `Stop ${STRADDLE}` })
      .click();
    await trader.window.getByRole('button', { name: 'Stop, keep the trades' }).click();
    await expect(trader.card(STRADDLE)).toContainText('Stopped');
    await expect(trader.openLegs(STRADDLE)).toHaveCount(2);
    await trader.trade(STRADDLE).getByRole('button', { name: 'Exit trade' }).click();
    await trader.seesClosed(STRADDLE);
  });

  await test.step('or leave the market with it', async () => {
    await trader.sells(STRADDLE);
    await trader
      .card(STRADDLE)
      .getByRole('button', { name: `Stop ${STRADDLE}` })
      .click();
    await trader.window.getByRole('button', { name: 'Stop and exit' }).click();
    await expect(trader.card(STRADDLE)).toContainText('Stopped');
    await expect(trader.trade(STRADDLE)).toHaveCount(0);
    expect(heldBy((await trader.snapshot()).tables)).toEqual({});
  });

  await desk.close();
  expect(desk.errors).toEqual([]);
});

test('the day’s loss limit closes everything by itself, and trading goes on only after a person armed again', async ({
  launch,
}) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  await trader.sells(STRADDLE);

  await test.step('a limit that the charges alone have used up flattens the desk', async () => {
    await trader.limitsDayLossTo('1');
    await expect(trader.banner('Trading is halted')).toContainText(/day's loss ₹[\d.,]+ reached your limit of ₹1/);
    await trader.looksAt('Positions');
    await trader.seesClosed(STRADDLE);
    const { tables } = await trader.snapshot();
    expect(heldBy(tables)).toEqual({});
    await desk.screenshot('day-loss-reached');
  });

  await test.step('armed again without a wider limit, it halts again', async () => {
    await trader.armsAgain();
    await expect(trader.banner('Trading is halted')).toBeVisible();
  });

  await test.step('with a wider limit it trades', async () => {
    await trader.limitsDayLossTo('20000');
    await trader.armsAgain();
    await expect(trader.banner('Trading is halted')).toBeHidden();
    await trader.addsAndStarts(STRADDLE, 'Second strangle', { Distance: '2' });
    await trader.looksAt('Positions');
    await trader.seesOpen('Second strangle');
  });

  await desk.close();
  expect(desk.errors).toEqual([]);
});
