import { beforeEach, describe, expect, it } from 'vitest';
import { aimQuickTrade, FARTHEST_AIM, seeQuickTrade, useQuickTrade } from '../../store/quick-trade';
import { quickTradeCommands } from './quick-trade-commands';

describe('the keys of quick trade', () => {
  beforeEach(() => seeQuickTrade(false));

  it('do nothing while the panel is out of sight', () => {
    expect(quickTradeCommands()).toEqual([]);
  });

  it('buy and sell the call and the put, and say when they do so at once', () => {
    seeQuickTrade(true);
    expect(quickTradeCommands().map(({ title, shortcut }) => [title, shortcut])).toEqual([
      ['Quick trade: buy the call', 'Alt+Q'],
      ['Quick trade: sell the call', 'Alt+A'],
      ['Quick trade: buy the put', 'Alt+W'],
      ['Quick trade: sell the put', 'Alt+S'],
      ['Quick trade: aim further out of the money', 'Alt+ArrowUp'],
      ['Quick trade: aim nearer to the money', 'Alt+ArrowDown'],
    ]);
    useQuickTrade.setState({ isOneClick: true });
    expect(quickTradeCommands()[0]?.title).toBe('Quick trade: buy the call, at once');
  });

  it('ask again once the panel was out of sight', () => {
    seeQuickTrade(true);
    useQuickTrade.setState({ isOneClick: true });
    seeQuickTrade(false);
    seeQuickTrade(true);
    expect(useQuickTrade.getState().isOneClick).toBe(false);
  });

  it('aim no further than the strikes around the money', () => {
    for (let presses = 0; presses < 2 * FARTHEST_AIM; presses += 1) aimQuickTrade(1);
    expect(useQuickTrade.getState().aim).toBe(FARTHEST_AIM);
    for (let presses = 0; presses < 3 * FARTHEST_AIM; presses += 1) aimQuickTrade(-1);
    expect(useQuickTrade.getState().aim).toBe(-FARTHEST_AIM);
  });
});
