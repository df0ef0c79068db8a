import { useEffect, useState } from 'react';
import { TEMPLATES } from '#shared/domain/basket-templates';
import { PayoffFigures, PayoffView, type PayoffMoment } from '../../charts/payoff/payoff-view';
import { useBasket } from '../../store/basket';
import { basketStakes, holdingOf } from '../../store/holding';
import { followDesk } from '../../store/paced';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useChainWatch } from '../../store/chain-watch';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import styles from './basket.module.css';
import { LegsTable } from './legs-table';
import { layOutTemplate, TemplateBar } from './template-bar';
import { TicketFoot } from './ticket-foot';

const REDRAW_MS = 500;
const FIRST_WIDTH = 2;

/** A trade put together by hand: its legs, what it needs and costs, and its payoff, before it is sent as one. */
export function BasketPanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="Basket">
      <EmptyState title="No chain yet">The day's options have not arrived, or it has none.</EmptyState>
    </Panel>
  ) : (
    <Basket selection={selection} />
  );
}

function Basket({ selection }: { readonly selection: ChainSelection }) {
  useChainWatch(selection.underlying.name, selection.expiry);
  const legs = useBasket((basket) => basket.legs);
  const moment = useBasketPayoff();
  return (
    <Panel label="Basket" toolbar={<TemplateBar selection={selection} />}>
      {legs.length === 0 ? (
        <NoLegs selection={selection} />
      ) : (
        <div className={styles.frame}>
          <div className={styles.ticket}>
            <div className={styles.scroller}>
              <LegsTable legs={legs} />
            </div>
            <div className={styles.figures}>{moment && <PayoffFigures moment={moment} />}</div>
            <TicketFoot legs={legs} moment={moment} />
          </div>
          <div className={styles.payoff}>{moment && <PayoffView moment={moment} />}</div>
        </div>
      )}
    </Panel>
  );
}

function NoLegs({ selection }: { readonly selection: ChainSelection }) {
  const buttons = TEMPLATES.map(({ id, name, about }) => (
    <Button key={id} size="small" title={about} onPress={() => layOutTemplate(selection, name, FIRST_WIDTH, 1)}>
      {name}
    </Button>
  ));
  return (
    <EmptyState title="The basket is empty" action={<div className={styles.templates}>{buttons}</div>}>
      Lay out a trade below, or point at a price in the option chain and press B or S. Nothing is sent before you say
      so.
    </EmptyState>
  );
}

/** The payoff of the legs in the first leg's underlying, read anew twice a second. */
function useBasketPayoff(): PayoffMoment | null {
  const legs = useBasket((basket) => basket.legs);
  const [moment, setMoment] = useState<PayoffMoment | null>(null);
  useEffect(() => {
    const underlying = legs[0]?.contract.underlying;
    if (underlying === undefined) return undefined;
    return followDesk(REDRAW_MS, (desk) => {
      const holding = holdingOf(desk, underlying, basketStakes(desk, legs));
      setMoment(holding && { holding, now: desk.desk.desk.at });
    });
  }, [legs]);
  return legs.length === 0 ? null : moment;
}
