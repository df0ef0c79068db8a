import { useState } from 'react';
import { unitsOf, type BasketLeg } from '#shared/domain/basket';
import type { Mode } from '#shared/ipc/views';
import { PayoffFigures, type PayoffMoment } from '../../charts/payoff/payoff-view';
import { contractName } from '../../format/contract';
import { formatQty } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { askQuietly } from '../../store/ask';
import { endBasket, useBasket } from '../../store/basket';
import { useDesk, useDeskView } from '../../store/desk';
import { tell } from '../../store/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SideTag } from '../../ui/side-tag';
import styles from './basket.module.css';
import { Sums } from './sums';
import { legPrice, tradeName } from './ticket';
import { askedLeg, type QuoteState } from './use-trade-quote';

const MONEY: Readonly<Record<Mode, string>> = {
  demo: 'Demo: the recorded day, no real money.',
  paper: 'Paper: simulated orders, no real money.',
  live: 'Live: real orders, real money.',
  replay: 'Replay: simulated orders.',
};

interface SendDialogProps {
  readonly legs: readonly BasketLeg[];
  readonly state: QuoteState;
  readonly moment: PayoffMoment | null;
  readonly onClose: () => void;
}

/** The one question before a trade leaves: all of it in words, then yes or no. */
export function SendDialog({ legs, state, moment, onClose }: SendDialogProps) {
  const mode = useDeskView((view) => view.mode);
  const { template, product, exits } = useBasket();
  // One question is one trade, however often its button is pressed.
  const [key] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<string | null>(null);
  const name = tradeName(legs, template);
  const send = async () => {
    const ticket = { key, name, legs: legs.map(askedLeg), product, exits };
    const answer = await askQuietly('trade.open', ticket);
    if (answer.problem !== null) return setProblem(answer.problem);
    tell({
      tone: 'good',
      title: 'Sent',
      detail: `${name}: it appears under Positions; its call tells what became of it.`,
    });
    endBasket();
    onClose();
  };
  const footer = (
    <>
      <Button onPress={onClose}>Back</Button>
      <Button tone={mode === 'live' ? 'danger-solid' : 'primary'} onPress={send}>
        {`Send ${legs.length === 1 ? 'the order' : `${legs.length} orders`} in ${mode.toUpperCase()}`}
      </Button>
    </>
  );
  return (
    <Dialog title={name} description={<span data-mode={mode}>{MONEY[mode]}</span>} onClose={onClose} footer={footer}>
      <ul className={styles.review} aria-label="Orders">
        {legs.map((leg) => (
          <ReviewedLeg key={leg.key} leg={leg} />
        ))}
      </ul>
      <p className={styles.note}>
        {product === 'intraday' ? 'Left at 15:15 at the latest.' : 'Held overnight.'} Bought wings are entered first. If
        one leg cannot be filled, the rest is taken back.
      </p>
      <div className={styles.reviewSums}>
        <Sums legs={legs} state={state} />
        {moment && <PayoffFigures moment={moment} />}
      </div>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  );
}

function ReviewedLeg({ leg }: { readonly leg: BasketLeg }) {
  const price = useDesk((desk) => legPrice(desk, leg));
  const { limit, stop, target } = leg;
  const at = limit === null ? `about ${price === null ? 'the market' : formatPrice(price)}` : formatPrice(limit);
  const levels = [
    ...(stop === null ? [] : [`stop ${formatPrice(stop)}`]),
    ...(target === null ? [] : [`target ${formatPrice(target)}`]),
  ];
  return (
    <li>
      <SideTag side={leg.side} />
      <strong>{contractName(leg.contract)}</strong>
      <span>
        {formatQty(leg.lots)} {leg.lots === 1 ? 'lot' : 'lots'} ({formatQty(unitsOf(leg))} units) at {at}
        {levels.length > 0 && `; ${levels.join(', ')}`}
      </span>
    </li>
  );
}
