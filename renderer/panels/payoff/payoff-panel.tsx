import { useEffect, useState } from 'react';
import { PayoffFigures, PayoffView, type PayoffMoment } from '../../charts/payoff/payoff-view';
import { useBasket } from '../../store/basket';
import { basketStakes, heldStakes, holdingOf } from '../../store/holding';
import { followDesk } from '../../store/paced';
import { useChainSelection } from '../../store/selection';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Spacer } from '../../ui/panel';
import { Tabs } from '../../ui/tabs';

const REDRAW_MS = 500;

type Source = 'positions' | 'basket' | 'both';

const SOURCES = [
  { value: 'positions', label: 'Positions' },
  { value: 'basket', label: 'Basket' },
  { value: 'both', label: 'Both' },
] as const satisfies readonly { value: Source; label: string }[];

/** What open positions, the basket, or both in the chosen underlying come to: at expiry, now, and if something happened. */
export function PayoffPanel() {
  const underlying = useChainSelection()?.underlying.name ?? null;
  const [chosen, setChosen] = useState<Source>('positions');
  const hasBasket = useBasket(({ legs }) => legs.some(({ contract }) => contract.underlying === underlying));
  const source = hasBasket ? chosen : 'positions';
  const moment = usePayoff(underlying, source);
  const toolbar = (
    <>
      <strong title="Follows the option chain's underlying">{underlying}</strong>
      {hasBasket && <Tabs label="Payoff of" value={source} onChange={setChosen} tabs={SOURCES} />}
      <Spacer />
      {moment && <PayoffFigures moment={moment} />}
    </>
  );
  return (
    <Panel label="Payoff" toolbar={moment || hasBasket ? toolbar : undefined}>
      {moment ? (
        <PayoffView moment={moment} />
      ) : (
        <EmptyState title={`Nothing is open${underlying === null ? '' : ` in ${underlying}`}`}>
          The payoff of open positions and of the basket is drawn here: at expiry, now, and if something happened.
        </EmptyState>
      )}
    </Panel>
  );
}

/** Read anew twice a second: its formulas are evaluated at hundreds of prices. */
function usePayoff(underlying: string | null, source: Source): PayoffMoment | null {
  const [moment, setMoment] = useState<PayoffMoment | null>(null);
  const legs = useBasket((basket) => basket.legs);
  useEffect(() => {
    if (underlying === null) return;
    return followDesk(REDRAW_MS, (desk) => {
      const held = source === 'basket' ? [] : heldStakes(desk);
      const wanted = source === 'positions' ? [] : basketStakes(desk, legs);
      const holding = holdingOf(desk, underlying, [...held, ...wanted]);
      setMoment(holding && { holding, now: desk.desk.desk.at });
    });
  }, [underlying, source, legs]);
  return moment;
}
