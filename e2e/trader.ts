import { expect, type Locator, type Page } from '@playwright/test';
import type { Snapshot } from '#shared/ipc/delta';

export type PanelTitle =
  | 'Option chain'
  | 'Chart'
  | 'Straddle premium'
  | 'Payoff'
  | 'Basket'
  | 'OI by strike'
  | 'OI through the day'
  | 'IV smile'
  | 'Quick trade'
  | 'Positions'
  | 'Orders'
  | 'Trades'
  | 'Calls'
  | 'Performance'
  | 'Alerts & webhooks'
  | 'Strategies'
  | 'Notices'
  | 'Watch list'
  | 'Latency'
  | 'Risk limits'
  | 'Data'
  | 'Lab'
  | 'Replay';

/** A cold start on a busy machine; the figure to beat is the benchmark's affair. */
const OPEN_WITHIN = { timeout: 30_000 };

/** What a person at the desk sees and does, in the words of the screen. */
export class Trader {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  /** Waits until prices are painted and the desk has compared its books with the broker's. */
  async findsTheDeskOpen(): Promise<void> {
    await expect(this.window.locator('html[data-first-price-at]')).toBeAttached(OPEN_WITHIN);
    await expect(this.banner('Comparing with the broker')).toBeHidden(OPEN_WITHIN);
  }

  /** Clicks Start on a strategy's card. */
  async starts(strategy: string): Promise<void> {
    await this.card(strategy)
      .getByRole('button', { name: `Start ${strategy}` })
      .click();
  }

  /** Sets up one more strategy of a kind, with a few parameters as typed, and starts it. */
  async addsAndStarts(kind: string, name: string, params: Readonly<Record<string, string>>): Promise<void> {
    await this.looksAt('Strategies');
    await this.window.getByRole('button', { name: 'Add strategy' }).click();
    await this.window.getByRole('dialog').getByRole('button', { name: kind }).click();
    const form = this.window.getByRole('dialog', { name: kind });
    for (const [label, value] of Object.entries({ Name: name, ...params })) {
      await form.getByLabel(label, { exact: true }).fill(value);
    }
    await form.getByRole('button', { name: 'Add and start' }).click();
    await expect(this.card(name)).toContainText('Running');
  }

  /** Starts a strategy and waits until each leg of its trade is open. */
  async sells(strategy: string): Promise<void> {
    await this.starts(strategy);
    await this.seesOpen(strategy);
  }

  /** Waits until both legs of a strategy's trade are filled. */
  async seesOpen(strategy: string): Promise<void> {
    await expect(this.openLegs(strategy)).toHaveCount(2);
    await expect(this.trade(strategy).getByText('opening', { exact: true })).toBeHidden();
  }

  /** Waits until a strategy's trade is over: every leg of it flat, and the trade among the closed ones. */
  async seesClosed(strategy: string): Promise<void> {
    await expect(this.trade(strategy)).toHaveCount(0);
    await expect(this.panel('Positions').getByText('Closed today')).toBeVisible();
  }

  /** Types another limit for the day's loss, in rupees, and puts it in force. */
  async limitsDayLossTo(rupees: string): Promise<void> {
    const panel = await this.looksAt('Risk limits');
    await panel.getByLabel('Loss in a day', { exact: true }).fill(rupees);
    await panel.getByRole('button', { name: 'Put in force' }).click();
  }

  /** Answers the banner of a halted desk. */
  async armsAgain(): Promise<void> {
    await this.banner('Trading is halted')
      .getByRole('button', { name: /Arm again/ })
      .click();
  }

  /** Brings a panel to the front. */
  async looksAt(title: PanelTitle): Promise<Locator> {
    await this.window.getByRole('tab', { name: title, exact: true }).click();
    return this.panel(title);
  }

  /** Runs a command by its name in the palette. */
  async runs(command: string): Promise<void> {
    await this.window.keyboard.press('ControlOrMeta+k');
    await this.window.getByRole('option', { name: command }).first().click();
  }

  panel(title: PanelTitle): Locator {
    return this.window.getByRole('tabpanel', { name: title, exact: true });
  }

  index(symbol: string): Locator {
    return this.window.getByRole('button', { name: `Chart ${symbol}`, exact: true });
  }

  card(strategy: string): Locator {
    return this.window.getByRole('listitem', { name: `Strategy ${strategy}`, exact: true });
  }

  /** What the strategy's card says of its last decision. */
  reason(strategy: string): Locator {
    return this.card(strategy).getByTestId('strategy-why');
  }

  /** The open trade of a strategy: its own row and one for each leg. */
  trade(strategy: string): Locator {
    const exit = this.window.getByRole('button', { name: 'Exit trade' });
    return this.panel('Positions').getByRole('rowgroup').filter({ hasText: strategy }).filter({ has: exit });
  }

  openLegs(strategy: string): Locator {
    const exit = this.window.getByRole('button', { name: 'Exit leg' });
    return this.trade(strategy).getByRole('row').filter({ has: exit });
  }

  /** A sentence across the window about what stands in the way of trading. */
  banner(title: string): Locator {
    const state = this.window.getByRole('region', { name: 'State of the desk' });
    return state.getByRole('alert').or(state.getByRole('status')).filter({ hasText: title });
  }

  /** Every figure of one moment, as main holds it. */
  snapshot(): Promise<Snapshot> {
    return this.window.evaluate(() => window.desk.request('desk.snapshot'));
  }
}
