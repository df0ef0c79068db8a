import type { Right, Side } from '#shared/domain/instrument';
import { QUICK_KEYS } from '../../panels/quick-trade/quick-keys';
import { aimQuickTrade, quickTradeAimed, useQuickTrade } from '../../store/quick-trade';

const group = 'Trading' as const;

/** The hotkeys of quick trade; none while its panel is out of sight, so that no key trades unseen. */
export function quickTradeCommands() {
  const { isSeen, isOneClick } = useQuickTrade.getState();
  if (!isSeen) return [];
  const trade = (right: Right, side: Side) => ({
    id: `quick-${side}-${right}`,
    group,
    title: `Quick trade: ${side} the ${right === 'CE' ? 'call' : 'put'}${isOneClick ? ', at once' : ''}`,
    shortcut: QUICK_KEYS[right][side],
    run: () => quickTradeAimed(right, side),
  });
  return [
    trade('CE', 'buy'),
    trade('CE', 'sell'),
    trade('PE', 'buy'),
    trade('PE', 'sell'),
    {
      id: 'quick-further',
      group,
      title: 'Quick trade: aim further out of the money',
      shortcut: QUICK_KEYS.further,
      run: () => aimQuickTrade(1),
    },
    {
      id: 'quick-nearer',
      group,
      title: 'Quick trade: aim nearer to the money',
      shortcut: QUICK_KEYS.nearer,
      run: () => aimQuickTrade(-1),
    },
  ];
}
