import type { Locator } from '@playwright/test';
import { REQUEST_CHANNEL } from '#electron/ipc/wire';
import { expect, test, type Desk } from './desk';
import { SHUT_AT_FIRST, VIEWS } from './first-layout';
import { Trader, type PanelTitle } from './trader';
import { worstDay } from './worst-day';

const STRADDLE = 'ATM straddle sell';
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
] as const;

/** A word or a figure that each panel shows while a straddle is open. */
const CONTENT: Readonly<Record<PanelTitle, RegExp>> = {
  'Option chain': /24,200/,
  Chart: /EMA 9/,
  'Straddle premium': /24,200/,
  Payoff: /Max profit/,
  Basket: /Lay out a trade/,
  'Quick trade': /24,200/,
  'OI by strike': /NIFTY/,
  'OI through the day': /NIFTY/,
  'IV smile': /NIFTY/,
  Positions: /NIFTY 24200 CE 18 Aug/,
  Orders: /NIFTY 24200 CE 18 Aug/,
  Trades: /NIFTY 24200 CE 18 Aug/,
  Calls: /Sell NIFTY 24,200 straddle/,
  Performance: /Today/,
  'Alerts & webhooks': /Add alert/,
  Strategies: /open since/,
  Notices: /All quiet/,
  'Watch list': /Nothing is watched yet/,
  Latency: /Signal → filled/,
  'Risk limits': /loss/i,
  Data: /Recorded days/,
  Lab: /Back-test/,
  Replay: /Begin the day again/,
};

/** What is another on the worst of days. */
const WORST: Readonly<Record<PanelTitle, RegExp>> = {
  ...CONTENT,
  Positions: /MIDCPNIFTY 13000 CE 24 Nov/,
  Notices: /The broker rejected an order/,
  'Watch list': /MIDCPNIFTY 13000 CE 24 Nov/,
};

test('every panel is legible at every usual size: dark with few rows, light with 300 of the longest', async ({
  launch,
}) => {
  // Forty-two views, each drawn whole; on a busy machine that takes its time.
  test.setTimeout(300_000);
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  await trader.sells(STRADDLE);
  await expect(trader.reason(STRADDLE)).toContainText('open since');
  for (const panel of SHUT_AT_FIRST) {
    await trader.runs(panel);
    await expect(trader.panel(panel).locator(':focus')).toBeAttached();
  }

  await looksAtEverything(desk, trader, 'dark', CONTENT);
  await hasTheWorstDay(desk, trader);
  await test.step('no column of Positions moves while it scrolls, and Tab goes from row to row in sight', async () => {
    const table = (await trader.looksAt('Positions')).getByRole('table');
    expect(await columnsByScroll(table)).toHaveLength(1);
    await exitOf(trader).focus();
    for (let presses = 0; presses < 60; presses += 1) {
      await trader.window.keyboard.press('Tab');
      expect(await table.evaluate(focusIn), `after ${presses + 1} presses of Tab`).toBe('in sight');
    }
    // What follows looks at the first trade.
    await table.evaluate(({ parentElement }) => parentElement?.scrollTo({ top: 0 }));
  });
  await trader.window.keyboard.press('ControlOrMeta+Shift+L');
  await looksAtEverything(desk, trader, 'light', WORST);

  await desk.close();
  expect(desk.errors).toEqual([]);
});

const softly = expect.configure({ soft: true });

type Content = Readonly<Record<PanelTitle, RegExp>>;

async function looksAtEverything(desk: Desk, trader: Trader, theme: string, content: Content): Promise<void> {
  await expect(trader.window.locator(`html[data-theme=${theme}]`)).toBeAttached();
  for (const [index, panels] of VIEWS.entries()) {
    for (const panel of panels) await trader.looksAt(panel);
    for (const size of SIZES) {
      await test.step(`${panels.join(', ')}, ${theme} at ${size.width} × ${size.height}`, async () => {
        await resize(desk, size);
        for (const panel of panels) await expect.soft(trader.panel(panel), panel).toContainText(content[panel]);
        await expect(trader.window.getByRole('button', { name: 'Exit all' })).toBeInViewport({ ratio: 1 });
        if (panels.includes('Positions')) await expect(exitOf(trader)).toBeInViewport({ ratio: 1 });
        // The panels take their new sizes a moment after the window.
        await softly.poll(() => misfits(trader)).toEqual([]);
        await desk.screenshot(`${theme}-${size.width}-${index}`);
      });
    }
  }
}

/** Every trade has its way out in sight, however much room its figures take. */
function exitOf(trader: Trader): Locator {
  return trader.panel('Positions').getByRole('button', { name: 'Exit trade' }).first();
}

/** Where the columns begin, at the top, in the middle and at the end of a table: one line when they stand still. */
function columnsByScroll(table: Locator): Promise<readonly string[]> {
  return table.evaluate(async (element) => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const scroller = element.parentElement ?? element;
    const seen = new Set<string>();
    for (const part of [0, 0.5, 1, 0]) {
      scroller.scrollTop = part * scroller.scrollHeight;
      // What comes into sight is noticed after a frame and drawn in the next.
      for (let frames = 0; frames < 4; frames += 1) await frame();
      seen.add([...element.querySelectorAll('thead th')].map((head) => head.getBoundingClientRect().left).join(' '));
    }
    return [...seen];
  });
}

/** Where the focus is, as a person would see it; of a table whose first and last rows stand still. */
function focusIn(table: Element): 'in sight' | 'covered' | 'elsewhere' {
  const focused = document.activeElement;
  if (!focused || !table.contains(focused)) return 'elsewhere';
  const { top, bottom } = focused.getBoundingClientRect();
  const from = table.querySelector('thead')?.getBoundingClientRect().bottom ?? 0;
  const to = table.querySelector('tfoot')?.getBoundingClientRect().top ?? 0;
  return top >= from && bottom <= to ? 'in sight' : 'covered';
}

/** Gives the window a day of 300 rows, long names and losses in crores in the place of its own. */
async function hasTheWorstDay({ app }: Desk, trader: Trader): Promise<void> {
  const { tables } = await trader.snapshot();
  // Ahead of every delta, so that it stays as it is.
  const reply = { seq: Number.MAX_SAFE_INTEGER, tables: worstDay(tables) };
  await app.evaluate(
    ({ BrowserWindow }, { channel, answer }) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents;
      // The page of before still asks this and that; the new one asks for the snapshot first, and what it asks later the desk answers.
      page?.once('did-navigate', () =>
        page.ipc.handle(channel, () => {
          page.ipc.removeHandler(channel);
          return answer;
        }),
      );
    },
    { channel: REQUEST_CHANNEL, answer: { reply } },
  );
  await trader.window.reload();
  await trader.findsTheDeskOpen();
}

async function resize({ app, window }: Desk, { width, height }: (typeof SIZES)[number]): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] as const);
  await expect.poll(() => window.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

/**
 * What does not fit: the page, the top bar and toolbars that are wider than their place, and words that are cut short
 * where nothing tells them on hover. Panels scroll by themselves.
 */
function misfits({ window }: Trader): Promise<readonly string[]> {
  return window.evaluate(() => {
    const wide = [...document.querySelectorAll('html, body, header, main, [data-toolbar]')].filter(
      (element) => element.scrollWidth > element.clientWidth,
    );
    const cut = [...document.querySelectorAll('header *, [role=tabpanel] *')].filter(
      (element) =>
        element.scrollWidth > element.clientWidth &&
        getComputedStyle(element).textOverflow === 'ellipsis' &&
        // A tip's element knows its state.
        element.closest('[title], [data-state]') === null &&
        element.querySelector('[title], [data-state]') === null,
    );
    return [...wide, ...cut].map((element) => `${element.tagName} ${element.className}: ${element.textContent}`);
  });
}
