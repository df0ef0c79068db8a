import type { PanelTitle } from './trader';

/** What stands side by side in the first layout, tab after tab; the last three open where there is most room. */
export const VIEWS: readonly (readonly PanelTitle[])[] = [
  ['Option chain', 'Straddle premium', 'OI by strike', 'Chart', 'Strategies', 'Positions'],
  ['Data', 'IV smile', 'Notices', 'Payoff', 'Risk limits', 'Orders'],
  ['Lab', 'Watch list', 'OI through the day', 'Latency', 'Trades'],
  ['Replay', 'Quick trade', 'Calls'],
  ['Basket'],
  ['Performance'],
  ['Alerts & webhooks'],
];
export const SHUT_AT_FIRST = ['Data', 'Lab', 'Replay'] as const satisfies readonly PanelTitle[];
