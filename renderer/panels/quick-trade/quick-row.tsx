import type { Contract } from '#shared/domain/basket';
import type { Right, Side } from '#shared/domain/instrument';
import type { Paise } from '#shared/domain/units';
import { contractName } from '../../format/contract';
import { formatPrice, formatStrike } from '../../format/money';
import { NO_VALUE } from '../../format/figures';
import { listingOf, marketOf } from '../../store/contract-market';
import { useDesk } from '../../store/desk';
import { quickTrade, useQuickTrade } from '../../store/quick-trade';
import type { ChainSelection } from '../../store/selection';
import { chordLabel, IS_MAC } from '../../ui/chord';
import { classNames } from '../../ui/class-names';
import { LivePrice } from '../../ui/live';
import { QUICK_KEYS } from './quick-keys';
import styles from './quick-trade.module.css';

interface QuickRowProps {
  readonly selection: ChainSelection;
  readonly strike: Paise;
  /** From the ATM strike; below it when negative. */
  readonly steps: number;
}

/** Call and put of one strike; each button says the price that it would take. */
export function QuickRow({ selection, strike, steps }: QuickRowProps) {
  const aim = useQuickTrade((quick) => quick.aim);
  const { underlying, expiry } = selection;
  const side = (right: Right) => ({
    contract: { kind: 'option', underlying: underlying.name, expiry, strike, right } as const,
    isAimedAt: steps === (right === 'CE' ? aim : -aim),
  });
  const call = side('CE');
  const put = side('PE');
  return (
    <tr className={classNames(steps === 0 && styles.atm)} aria-current={steps === 0 ? 'true' : undefined}>
      <td>
        <TradeButton side="buy" {...call} />
        <TradeButton side="sell" {...call} />
      </td>
      <td className={styles.price}>
        <LastPrice contract={call.contract} />
      </td>
      <th scope="row">
        {formatStrike(strike)}
        <span className={styles.steps}>{steps === 0 ? 'ATM' : steps > 0 ? `+${steps}` : `−${-steps}`}</span>
      </th>
      <td className={styles.price}>
        <LastPrice contract={put.contract} />
      </td>
      <td>
        <TradeButton side="buy" {...put} />
        <TradeButton side="sell" {...put} />
      </td>
    </tr>
  );
}

function LastPrice({ contract }: { readonly contract: Contract }) {
  return (
    <LivePrice
      select={(desk) => {
        const listing = listingOf(desk, contract);
        return listing && marketOf(desk, { ...listing, contract })?.ltp;
      }}
    />
  );
}

interface TradeButtonProps {
  readonly contract: Contract & { readonly kind: 'option' };
  readonly side: Side;
  readonly isAimedAt: boolean;
}

function TradeButton({ contract, side, isAimedAt }: TradeButtonProps) {
  const price = useDesk((desk) => {
    const listing = listingOf(desk, contract);
    const market = listing && marketOf(desk, { ...listing, contract });
    return (side === 'buy' ? market?.ask : market?.bid) ?? 0;
  });
  const word = side === 'buy' ? 'Buy' : 'Sell';
  const chord = QUICK_KEYS[contract.right][side];
  return (
    <button
      type="button"
      className={classNames(styles.trade, styles[side])}
      disabled={price === 0}
      aria-label={`${word} ${contractName(contract)}`}
      aria-keyshortcuts={isAimedAt ? chord : undefined}
      onClick={() => void quickTrade(contract, side)}
    >
      <span>{word.slice(0, 1)}</span>
      <span>{price === 0 ? NO_VALUE : formatPrice(price)}</span>
      {isAimedAt && <kbd>{chordLabel(chord, IS_MAC)}</kbd>}
    </button>
  );
}
