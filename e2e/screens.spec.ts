import { expect, test, type Desk } from './desk';
import { Trader, type PanelTitle } from './trader';

const STRADDLE = 'ATM straddle sell';
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const;

/** A word or a figure that each panel shows while a straddle is open. */
const CONTENT: Readonly<Record<PanelTitle, RegExp>> = {
  'Option chain': /24,200/,
  Chart: /EMA 9/,
  'Straddle premium': /24,200/,
  Payoff: /Max profit/,
  Basket: /Lay out a trade/,
  'OI by strike': /NIFTY/,
  'IV smile': /NIFTY/,
  Positions: /NIFTY 24200 CE 18 Aug/,
  Orders: /NIFTY 24200 CE 18 Aug/,
  Trades: /NIFTY 24200 CE 18 Aug/,
  Calls: /Sell NIFTY 24,200 straddle/,
  Strategies: /open since/,
  Notices: /All quiet/,
  'Risk limits': /loss/i,
};

test('the desk is legible at every usual size, dark and light, with something in each panel', async ({ launch }) => {
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  await trader.sells(STRADDLE);
  await expect(trader.reason(STRADDLE)).toContainText('open since');

  for (const theme of ['dark', 'light']) {
    await expect(trader.window.locator(`html[data-theme=${theme}]`)).toBeAttached();
    for (const size of SIZES) {
      await test.step(`${theme} at ${size.width} × ${size.height}`, async () => {
        await resize(desk, size);
        // The layout of somebody who opens the desk at this size for the first time.
        await trader.window.keyboard.press('ControlOrMeta+Shift+0');
        for (const panel of ['Option chain', 'Chart', 'Positions', 'Strategies', 'Notices'] as const) {
          await expect(trader.panel(panel)).toContainText(CONTENT[panel]);
        }
        await expect(trader.window.getByRole('button', { name: 'Exit all' })).toBeInViewport({ ratio: 1 });
        expect(await overflowing(trader)).toEqual([]);
        await desk.screenshot(`${theme}-${size.width}x${size.height}`);
      });
    }
    await trader.window.keyboard.press('ControlOrMeta+Shift+L');
  }

  for (const [title, content] of Object.entries(CONTENT)) {
    // Object.entries forgets the literal keys.
    await expect(await trader.looksAt(title as PanelTitle), title).toContainText(content);
    await desk.screenshot(`panel-${title.toLowerCase().replaceAll(' ', '-')}`);
  }

  await desk.close();
  expect(desk.errors).toEqual([]);
});

async function resize({ app, window }: Desk, { width, height }: (typeof SIZES)[number]): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] as const);
  await expect.poll(() => window.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

/** What is wider than its place: the page itself, the top bar, the banners. Panels scroll by themselves. */
function overflowing({ window }: Trader): Promise<readonly string[]> {
  return window.evaluate(() =>
    ['html', 'body', 'header', 'main'].filter((name) => {
      const element = document.querySelector(name);
      return element !== null && element.scrollWidth > element.clientWidth;
    }),
  );
}
