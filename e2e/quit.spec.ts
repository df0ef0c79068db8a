import { once } from 'node:events';
import type { MessageBoxOptions } from 'electron';
import { expect, test, type Desk } from './desk';
import { heldBy } from './money';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';

test('quitting with a straddle open asks, and each answer does what it says', async ({ launch, exchange }) => {
  const args = [`--exchange=${exchange.url}`];
  const desk = await launch({ args });
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  await trader.sells(STRADDLE);

  await test.step('the question names what is open and says what becomes of it', async () => {
    await answerWith(desk, 'Keep running');
    await closeWindow(desk);
    await expect.poll(async () => (await questions(desk)).length).toBe(1);
    const [question] = await questions(desk);
    expect(question).toMatchObject({ defaultId: 0, cancelId: 0, message: '1 trade is open. Quit KiteDesk?' });
    expect(question?.detail).toMatch(/short 65 NIFTY 24200 CE 18 Aug, short 65 NIFTY 24200 PE 18 Aug/);
    expect(question?.detail).toMatch(/recorded market stands still/);
  });

  await test.step('Keep running keeps it running, and quitting asks anew', async () => {
    await expect(trader.openLegs(STRADDLE)).toHaveCount(2);
    await desk.app.evaluate(({ app }) => app.quit());
    await expect.poll(async () => (await questions(desk)).length).toBe(2);
    await expect(trader.openLegs(STRADDLE)).toHaveCount(2);
  });

  await test.step('Exit all and quit leaves nothing open behind it', async () => {
    await answerWith(desk, 'Exit all and quit');
    const ended = once(desk.process, 'exit');
    await closeWindow(desk);
    await ended;
    // The desk has just asked as often as it may, and its key is ours.
    await expect(async () => expect(await exchange.positions()).toEqual({})).toPass();
    await expect(async () => expect(await exchange.orders()).toHaveLength(4)).toPass();
  });

  const again = await launch({ args });
  const later = new Trader(again.window);
  await later.findsTheDeskOpen();
  await later.seesClosed(STRADDLE);
  await expect(later.banner('Trading is halted')).toContainText('Exit all and quit');
  await test.step('with nothing open nothing is asked', async () => {
    const ended = once(again.process, 'exit');
    await closeWindow(again);
    await ended;
  });
  expect([...desk.errors, ...again.errors]).toEqual([]);
});

test('Quit anyway and a signal end the app at once, and the straddle is there again', async ({ launch }) => {
  const first = await launch();
  const before = new Trader(first.window);
  await before.findsTheDeskOpen();
  await before.sells(STRADDLE);
  await answerWith(first, 'Quit anyway');
  const ended = once(first.process, 'exit');
  await closeWindow(first);
  await ended;

  const second = await launch();
  const after = new Trader(second.window);
  await after.findsTheDeskOpen();
  await expect(after.openLegs(STRADDLE)).toHaveCount(2);
  // Nobody sits at the screen that a question would be on.
  const signalled = once(second.process, 'exit');
  second.process.kill('SIGTERM');
  expect(await signalled).toEqual([0, null]);

  const third = await launch();
  const last = new Trader(third.window);
  await last.findsTheDeskOpen();
  await expect(last.openLegs(STRADDLE)).toHaveCount(2);
  expect(Object.values(heldBy((await last.snapshot()).tables))).toEqual([-65, -65]);
  await third.close();
  expect([...first.errors, ...second.errors, ...third.errors]).toEqual([]);
});

/** Clicks as a person would from now on, and keeps what was asked. */
async function answerWith({ app }: Desk, button: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    const asked = (globalThis as { asked?: unknown[] }).asked ?? [];
    Object.assign(globalThis, { asked });
    // The app asks with a window and options; only the options matter here.
    dialog.showMessageBox = async (...parts: unknown[]) => {
      const options = parts.at(-1) as { readonly buttons: readonly string[] };
      asked.push(options);
      return { response: options.buttons.indexOf(wanted), checkboxChecked: false };
    };
  }, button);
}

function questions({ app }: Desk): Promise<readonly MessageBoxOptions[]> {
  return app.evaluate(() => (globalThis as { asked?: MessageBoxOptions[] }).asked ?? []);
}

/** As a click on the window's cross does. */
async function closeWindow({ app }: Desk): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}
