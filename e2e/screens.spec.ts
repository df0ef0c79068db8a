import type { OptionCell } from '#shared/ipc/views';
import { expect, test, type Desk } from './desk';
import { Trader, type PanelTitle } from './trader';

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

/** What stands side by side in the first layout, tab after tab; the last three open where there is most room. */
const VIEWS: readonly (readonly PanelTitle[])[] = [
  ['Option chain', 'Straddle premium', 'OI by strike', 'Chart', 'Strategies', 'Positions'],
  ['Data', 'IV smile', 'Notices', 'Payoff', 'Risk limits', 'Orders'],
  ['Lab', 'Watch list', 'OI through the day', 'Latency', 'Trades'],
  ['Replay', 'Quick trade', 'Calls'],
  ['Basket'],
  ['Performance'],
  ['Alerts & webhooks'],
];
const SHUT_AT_FIRST = ['Data', 'Lab', 'Replay'] as const satisfies readonly PanelTitle[];

test('every panel is legible at every usual size: dark with few rows, light with many', async ({ launch }) => {
  // Forty-two views, each drawn whole; on a busy machine that takes its time.
  test.setTimeout(300_000);
  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  await trader.sells(STRADDLE);
  await expect(trader.reason(STRADDLE)).toContainText('open since');
  for (const panel of SHUT_AT_FIRST) await trader.runs(panel);

  await looksAtEverything(desk, trader, 'dark');
  await holdsMany(trader);
  await trader.window.keyboard.press('ControlOrMeta+Shift+L');
  await looksAtEverything(desk, trader, 'light');

  await desk.close();
  expect(desk.errors).toEqual([]);
});

const softly = expect.configure({ soft: true });

async function looksAtEverything(desk: Desk, trader: Trader, theme: string): Promise<void> {
  await expect(trader.window.locator(`html[data-theme=${theme}]`)).toBeAttached();
  for (const [index, panels] of VIEWS.entries()) {
    for (const panel of panels) await trader.looksAt(panel);
    for (const size of SIZES) {
      await test.step(`${panels.join(', ')}, ${theme} at ${size.width} × ${size.height}`, async () => {
        await resize(desk, size);
        for (const panel of panels) await expect.soft(trader.panel(panel), panel).toContainText(CONTENT[panel]);
        await expect(trader.window.getByRole('button', { name: 'Exit all' })).toBeInViewport({ ratio: 1 });
        // The panels take their new sizes a moment after the window.
        await softly.poll(() => misfits(trader)).toEqual([]);
        await desk.screenshot(`${theme}-${size.width}-${index}`);
      });
    }
  }
}

const BASKETS = 2;
const LEGS = 10;
/** In paise: the margin of the demo is to last for all of them. */
const DEAREST = 100_00;
/** The gate takes no entry on a price that is older than fifteen seconds. */
const FRESH = 10_000;

/** Buys the strikes around the money, so that every list is longer than its panel. */
async function holdsMany(trader: Trader): Promise<void> {
  const { tables } = await trader.snapshot();
  const cells = Object.values(tables.strikes).flatMap(({ ce, pe }) => [ce, pe].flatMap((cell) => cell ?? []));
  const isForSale = ({ ltp, ask, at }: OptionCell) => ask > 0 && ltp < DEAREST && tables.desk.desk.at - at < FRESH;
  const options = cells.filter(isForSale).map(({ id }) => id);
  const before = Object.keys(tables.fills).length;
  for (let basket = 0; basket < BASKETS; basket += 1) {
    const legs = options.slice(basket * LEGS, (basket + 1) * LEGS).map((instrument) => {
      return { instrument, side: 'buy', lots: 1, limit: null, stop: null, target: null } as const;
    });
    const ticket = {
      key: `many-${basket}`,
      name: `Strikes ${basket + 1}`,
      legs,
      product: 'intraday',
      exits: {},
    } as const;
    const reply = await trader.window.evaluate((wanted) => window.desk.request('trade.open', wanted), ticket);
    expect(reply).toEqual({ ok: true, value: { call: expect.any(String) } });
    // The next one comes when these are filled: the gate lets eight orders a second through.
    await expect(async () => {
      const { tables: now } = await trader.snapshot();
      expect(Object.keys(now.fills).length).toBeGreaterThanOrEqual(before + (basket + 1) * LEGS);
    }).toPass({ intervals: [1_000], timeout: 60_000 });
  }
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
