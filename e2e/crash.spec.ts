import { expect, test, type Desk } from './desk';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';
const NOTICE = 'the window is being brought back';

test('a window that crashes comes back while trading goes on', async ({ launch, exchange }) => {
  const desk = await launch({ args: [`--exchange=${exchange.url}`] });
  const before = new Trader(desk.window);
  await before.findsTheDeskOpen();
  await before.sells(STRADDLE);
  const book = await exchange.orders();
  await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await seesTheSameAgain(desk);
  expect(await exchange.orders()).toEqual(book);
  await desk.close();
});

test('a window that hangs is ended and comes back', async ({ launch, exchange }) => {
  test.setTimeout(180_000);
  const desk = await launch({ args: [`--exchange=${exchange.url}`] });
  const before = new Trader(desk.window);
  await before.findsTheDeskOpen();
  await before.sells(STRADDLE);
  await desk.window.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  await seesTheSameAgain(desk, 120_000);
  await desk.close();
});

/** The page that Playwright held is gone with its process: the main process is asked what the new one shows. */
async function seesTheSameAgain({ app }: Desk, timeout = 30_000): Promise<void> {
  const shown = (): Promise<string> =>
    app.evaluate(({ BrowserWindow }) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText') ?? '',
        new Promise<string>((resolve) => setTimeout(resolve, 2_000, '')),
      ]).catch(() => ''),
    );
  // The page says what it knows as it learns it.
  await expect(async () => {
    const text = await shown();
    expect(text).toContain(NOTICE);
    expect(text).toContain(STRADDLE);
  }).toPass({ timeout });
}
