import type { ReactNode } from 'react';
import { exitCost, sumExitCosts, type ExitCost } from '#shared/domain/exit-cost';
import type { Exchange } from '#shared/domain/instrument';
import type { Leg } from '#shared/domain/trade';
import type { ContractView, Tables } from '#shared/ipc/views';
import { orDash } from '../../format/figures';
import { formatMoney, formatWholeMoney } from '../../format/money';
import { useDeskShallow } from '../../store/desk';
import { LiveText } from '../../ui/live';
import { Tip, TipList } from '../../ui/tooltip';
import styles from './positions.module.css';

interface ExitWithCostProps {
  readonly legs: readonly Leg[];
  /** The button that leaves them. */
  readonly children: ReactNode;
}

/** A button that leaves something, and what that costs beside it: what the spread takes, and charges. */
export function ExitWithCost({ legs, children }: ExitWithCostProps) {
  const isHeld = legs.some(({ position }) => position.qty !== 0);
  return (
    <>
      {isHeld && (
        <Tip side="left" content={<CostAbout legs={legs} />}>
          <span className={styles.exitCost} data-testid="exit-cost">
            <LiveText
              urgency="in turn"
              room={5}
              select={(desk) => costOfLeaving(desk, legs)?.total ?? null}
              text={(total) => (total === null ? '' : formatWholeMoney(total))}
            />
          </span>
        </Tip>
      )}
      {children}
    </>
  );
}

function CostAbout({ legs }: Pick<ExitWithCostProps, 'legs'>) {
  const cost = useDeskShallow((desk) => costOfLeaving(desk, legs));
  const rows = [
    ['Spread, from the last price', orDash(cost?.spread, formatMoney)],
    ['Charges', orDash(cost?.charges, formatMoney)],
  ] as const;
  return <TipList rows={rows} note="What leaving now takes from the MTM" />;
}

/** Null while a side of a leg's book is empty or not known. */
function costOfLeaving(desk: Tables, legs: readonly Leg[]): ExitCost | null {
  const open = legs.filter(({ position }) => position.qty !== 0);
  if (open.length === 0) return null;
  return sumExitCosts(
    open.map(({ instrument, position }) => {
      const quote = desk.quotes[instrument];
      if (!quote) return null;
      const { date } = desk.desk.desk;
      return exitCost(position.qty, quote, {
        segment: segmentOf(quote.contract),
        exchange: exchangeOf(instrument),
        date,
      });
    }),
  );
}

function segmentOf(contract: ContractView | null) {
  if (contract === null) return 'equity-intraday';
  return contract.kind === 'option' ? 'index-option' : 'index-future';
}

function exchangeOf(instrument: string): Exchange {
  // An id begins with one of the exchanges that instruments are listed on.
  return instrument.slice(0, instrument.indexOf(':')) as Exchange;
}
