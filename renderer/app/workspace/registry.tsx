import { lazy, type ComponentType } from 'react';
import { NoticesPanel } from '../../panels/notices/notices-panel';
import { OptionChainPanel } from '../../panels/option-chain/option-chain-panel';
import { PositionsPanel } from '../../panels/positions/positions-panel';
import { StrategiesPanel } from '../../panels/strategies/strategies-panel';

export interface PanelInfo {
  readonly title: string;
  readonly component: ComponentType;
  /** True for one that goes on behind another tab: what it shows would be lost, or take too long to make again. */
  readonly isKept?: boolean;
}

/** Read from the disk when it is opened: what no desk shows at first, and what brings the library of charts. */
function later<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): ComponentType {
  return lazy<ComponentType>(async () => ({ default: (await load())[name] }));
}

/** Every panel by its id, which saved layouts refer to. A new panel is one folder and one line here. */
export const PANELS = {
  'option-chain': { title: 'Option chain', component: OptionChainPanel },
  // Zoomed and scrolled by hand; it draws nothing while it cannot be seen.
  chart: {
    title: 'Chart',
    component: later(() => import('../../panels/chart/chart-panel'), 'ChartPanel'),
    isKept: true,
  },
  positions: { title: 'Positions', component: PositionsPanel },
  orders: { title: 'Orders', component: later(() => import('../../panels/orders/orders-panel'), 'OrdersPanel') },
  fills: { title: 'Trades', component: later(() => import('../../panels/fills/fills-panel'), 'FillsPanel') },
  calls: { title: 'Calls', component: later(() => import('../../panels/calls/calls-panel'), 'CallsPanel') },
  strategies: { title: 'Strategies', component: StrategiesPanel },
  notices: { title: 'Notices', component: NoticesPanel },
  straddle: {
    title: 'Straddle premium',
    component: later(() => import('../../panels/straddle/straddle-panel'), 'StraddlePanel'),
  },
  payoff: { title: 'Payoff', component: later(() => import('../../panels/payoff/payoff-panel'), 'PayoffPanel') },
  basket: { title: 'Basket', component: later(() => import('../../panels/basket/basket-panel'), 'BasketPanel') },
  'quick-trade': {
    title: 'Quick trade',
    component: later(() => import('../../panels/quick-trade/quick-trade-panel'), 'QuickTradePanel'),
  },
  oi: { title: 'OI by strike', component: later(() => import('../../panels/oi/oi-panel'), 'OiPanel') },
  'oi-day': {
    title: 'OI through the day',
    component: later(() => import('../../panels/oi-day/oi-day-panel'), 'OiDayPanel'),
  },
  smile: { title: 'IV smile', component: later(() => import('../../panels/smile/smile-panel'), 'SmilePanel') },
  performance: {
    title: 'Performance',
    component: later(() => import('../../panels/performance/performance-panel'), 'PerformancePanel'),
  },
  data: { title: 'Data', component: later(() => import('../../panels/data/data-panel'), 'DataPanel') },
  lab: { title: 'Lab', component: later(() => import('../../panels/lab/lab-panel'), 'LabPanel') },
  replay: { title: 'Replay', component: later(() => import('../../panels/replay/replay-panel'), 'ReplayPanel') },
  watchlist: {
    title: 'Watch list',
    component: later(() => import('../../panels/watchlist/watchlist-panel'), 'WatchlistPanel'),
  },
  latency: { title: 'Latency', component: later(() => import('../../panels/latency/latency-panel'), 'LatencyPanel') },
  limits: { title: 'Risk limits', component: later(() => import('../../panels/limits/limits-panel'), 'LimitsPanel') },
  alerts: {
    title: 'Alerts & webhooks',
    component: later(() => import('../../panels/alerts/alerts-panel'), 'AlertsPanel'),
  },
} as const satisfies Record<string, PanelInfo>;

export type PanelId = keyof typeof PANELS;

// Object.keys forgets the literal keys that `as const` gave.
export const PANEL_IDS = Object.keys(PANELS) as readonly PanelId[];
