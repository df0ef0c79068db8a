import { useState } from 'react';
import { entryPriceOf } from '#shared/domain/basket';
import { contractName } from '../../format/contract';
import { formatPercent, formatQty } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { marketOf } from '../../store/contract-market';
import { useDesk, useDeskView } from '../../store/desk';
import { sendQuickOrder, useQuickTrade, type QuickOrder } from '../../store/quick-trade';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SideTag } from '../../ui/side-tag';
import styles from './quick-trade.module.css';

const close = () => useQuickTrade.setState({ asked: null });

/** The question before a quick trade: Enter sends it, Escape lets it go. */
export function QuickConfirm() {
  const asked = useQuickTrade((quick) => quick.asked);
  return asked === null ? null : <Question key={asked.key} order={asked} />;
}

function Question({ order }: { readonly order: QuickOrder }) {
  const mode = useDeskView((view) => view.mode);
  const legStop = useQuickTrade((quick) => quick.legStop);
  const [isSending, setSending] = useState(false);
  const price = useDesk((desk) => {
    const market = marketOf(desk, order);
    return market && entryPriceOf({ side: order.side, limit: null }, market);
  });
  const { contract, lots, lotSize, side } = order;
  const send = async () => {
    setSending(true);
    await sendQuickOrder(order);
    close();
  };
  const footer = (
    <>
      <Button onPress={close}>No</Button>
      <Button
        ref={focusFirst}
        tone={mode === 'live' ? 'danger-solid' : 'primary'}
        disabled={isSending}
        onPress={send}
      >{`${side === 'buy' ? 'Buy' : 'Sell'} in ${mode.toUpperCase()}`}</Button>
    </>
  );
  return (
    <Dialog title={contractName(contract)} size="small" onClose={close} footer={footer}>
      <p className={styles.question}>
        <SideTag side={side} />
        <span>
          {formatQty(lots)} {lots === 1 ? 'lot' : 'lots'} ({formatQty(lots * lotSize)} units) at about{' '}
          <strong>{price === null ? 'the market' : formatPrice(price)}</strong>
        </span>
      </p>
      <p className={styles.quiet}>
        {legStop === null ? 'Without a stop' : `Stop at ${formatPercent(legStop, 0)} of its price`}; left at 15:15 at
        the latest.
      </p>
    </Dialog>
  );
}

/** What the platform gives the focus to when the dialog opens; React's own autoFocus comes too early for that. */
function focusFirst(button: HTMLButtonElement | null): void {
  button?.setAttribute('autofocus', '');
}
