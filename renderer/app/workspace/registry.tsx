import type { ComponentType } from 'react';
import { AlertsPanel } from '../../panels/alerts/alerts-panel';
import { BasketPanel } from '../../panels/basket/basket-panel';
import { CallsPanel } from '../../panels/calls/calls-panel';
import { ChartPanel } from '../../panels/chart/chart-panel';
import { DataPanel } from '../../panels/data/data-panel';
import { FillsPanel } from '../../panels/fills/fills-panel';
import { LabPanel } from '../../panels/lab/lab-panel';
import { LatencyPanel } from '../../panels/latency/latency-panel';
import { LimitsPanel } from '../../panels/limits/limits-panel';
import { NoticesPanel } from '../../panels/notices/notices-panel';
import { OiDayPanel } from '../../panels/oi-day/oi-day-panel';
import { OiPanel } from '../../panels/oi/oi-panel';
import { OptionChainPanel } from '../../panels/option-chain/option-chain-panel';
import { OrdersPanel } from '../../panels/orders/orders-panel';
import { PayoffPanel } from '../../panels/payoff/payoff-panel';
import { PerformancePanel } from '../../panels/performance/performance-panel';
import { PositionsPanel } from '../../panels/positions/positions-panel';
import { QuickTradePanel } from '../../panels/quick-trade/quick-trade-panel';
import { ReplayPanel } from '../../panels/replay/replay-panel';
import { SmilePanel } from '../../panels/smile/smile-panel';
import { StraddlePanel } from '../../panels/straddle/straddle-panel';
import { StrategiesPanel } from '../../panels/strategies/strategies-panel';
import { WatchlistPanel } from '../../panels/watchlist/watchlist-panel';

export interface PanelInfo {
  readonly title: string;
  readonly component: ComponentType;
}

/** Every panel by its id, which saved layouts refer to. A new panel is one folder and one line here. */
export const PANELS = {
  'option-chain': { title: 'Option chain', component: OptionChainPanel },
  chart: { title: 'Chart', component: ChartPanel },
  positions: { title: 'Positions', component: PositionsPanel },
  orders: { title: 'Orders', component: OrdersPanel },
  fills: { title: 'Trades', component: FillsPanel },
  calls: { title: 'Calls', component: CallsPanel },
  strategies: { title: 'Strategies', component: StrategiesPanel },
  notices: { title: 'Notices', component: NoticesPanel },
  straddle: { title: 'Straddle premium', component: StraddlePanel },
  payoff: { title: 'Payoff', component: PayoffPanel },
  basket: { title: 'Basket', component: BasketPanel },
  'quick-trade': { title: 'Quick trade', component: QuickTradePanel },
  oi: { title: 'OI by strike', component: OiPanel },
  'oi-day': { title: 'OI through the day', component: OiDayPanel },
  smile: { title: 'IV smile', component: SmilePanel },
  performance: { title: 'Performance', component: PerformancePanel },
  data: { title: 'Data', component: DataPanel },
  lab: { title: 'Lab', component: LabPanel },
  replay: { title: 'Replay', component: ReplayPanel },
  watchlist: { title: 'Watch list', component: WatchlistPanel },
  latency: { title: 'Latency', component: LatencyPanel },
  limits: { title: 'Risk limits', component: LimitsPanel },
  alerts: { title: 'Alerts & webhooks', component: AlertsPanel },
} as const satisfies Record<string, PanelInfo>;

export type PanelId = keyof typeof PANELS;

// Object.keys forgets the literal keys that `as const` gave.
export const PANEL_IDS = Object.keys(PANELS) as readonly PanelId[];
