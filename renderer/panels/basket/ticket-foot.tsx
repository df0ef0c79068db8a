import { Send } from 'lucide-react';
import { useState } from 'react';
import type { BasketLeg } from '#shared/domain/basket';
import type { Fraction } from '#shared/domain/units';
import type { PayoffMoment } from '../../charts/payoff/payoff-view';
import { setBasketExits, setBasketProduct, useBasket, type TicketProduct } from '../../store/basket';
import { useDesk } from '../../store/desk';
import { Button } from '../../ui/button';
import { NumberInput } from '../../ui/number-field';
import { Select } from '../../ui/select';
import styles from './basket.module.css';
import { SendDialog } from './send-dialog';
import { Setting } from './setting';
import { Sums } from './sums';
import { isSendable } from './ticket';
import { useTradeQuote, type QuoteState } from './use-trade-quote';

const PRODUCTS = [
  { value: 'intraday', label: 'Intraday, out at 15:15' },
  { value: 'overnight', label: 'Overnight' },
] as const satisfies readonly { value: TicketProduct; label: string }[];

interface TicketFootProps {
  readonly legs: readonly BasketLeg[];
  readonly moment: PayoffMoment | null;
}

/** How the trade as a whole is left, what it needs and costs, and the way to send it. */
export function TicketFoot({ legs, moment }: TicketFootProps) {
  const { product, exits } = useBasket();
  const [isAsking, setAsking] = useState(false);
  const isReady = useDesk((desk) => isSendable(desk, legs));
  const state = useTradeQuote(isReady ? legs : null, product);
  const problems = state.quote?.problems ?? [];
  return (
    <div className={styles.foot}>
      <div className={styles.exits}>
        <Select aria-label="Product" value={product} options={PRODUCTS} onChange={setBasketProduct} />
        <PercentField
          label="Stop all at"
          title="Leaves every leg when the trade has lost this share of its premium"
          value={exits.combinedStop}
          onChange={(combinedStop) => setBasketExits({ combinedStop })}
        />
        <PercentField
          label="Target"
          title="Leaves every leg when the trade has won this share of its premium"
          value={exits.combinedTarget}
          onChange={(combinedTarget) => setBasketExits({ combinedTarget })}
        />
      </div>
      <div className={styles.sums}>
        <Sums legs={legs} state={state} />
        <Button
          tone="primary"
          className={styles.send}
          icon={<Send size={13} />}
          disabled={!state.isCurrent || state.quote === null || problems.length > 0}
          onPress={() => setAsking(true)}
        >
          Review and send
        </Button>
      </div>
      <Problems isReady={isReady} state={state} />
      {isAsking && <SendDialog legs={legs} state={state} moment={moment} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Problems({
  isReady,
  state: { quote, problem, isCurrent },
}: {
  readonly isReady: boolean;
  readonly state: QuoteState;
}) {
  const problems = [...(problem === null ? [] : [problem]), ...(quote?.problems ?? [])];
  const asking = isReady && !isCurrent && problems.length === 0;
  return (
    <ul className={styles.problems} aria-live="polite" aria-label="What stands in the way">
      {!isReady && <li>Mend the fields marked above, or wait for the prices of every leg.</li>}
      {asking && <li className={styles.waiting}>Asking for margin and charges…</li>}
      {problems.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}

interface PercentFieldProps {
  readonly label: string;
  readonly title: string;
  readonly value: Fraction | null;
  readonly onChange: (value: Fraction | null) => void;
}

/** A share of the premium; empty is none, and so is what is not above 0. */
function PercentField({ label, title, value, onChange }: PercentFieldProps) {
  return (
    <Setting label={label} title={title}>
      {(id) => (
        <NumberInput
          id={id}
          unit="% of premium"
          value={value}
          scale={100}
          step={0.05}
          onChange={(share) => onChange(share !== null && share > 0 ? share : null)}
        />
      )}
    </Setting>
  );
}
