import { Minus, Plus, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { opposite } from '#shared/domain/instrument';
import { unitsOf, type BasketLeg } from '#shared/domain/basket';
import { contractName } from '../../format/contract';
import { formatQty } from '../../format/figures';
import { changeLeg, removeLeg, shiftedLeg, shiftLeg } from '../../store/basket';
import { marketOf } from '../../store/contract-market';
import { useDesk, useDeskShallow } from '../../store/desk';
import { useUi } from '../../store/ui';
import { IconButton } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { LivePrice } from '../../ui/live';
import { NumberInput } from '../../ui/number-field';
import { PriceInput } from '../../ui/price-input';
import styles from './basket.module.css';
import { PriceLadder } from './price-ladder';
import { faultsOf, legPrice } from './ticket';

/** One leg: what, how much, at which price, and where it is left. What is wrong stands under the field that it is wrong in. */
export function LegRow({ leg }: { readonly leg: BasketLeg }) {
  const faults = useDeskShallow((desk) => faultsOf(desk, leg));
  const price = useDesk((desk) => legPrice(desk, leg));
  const name = contractName(leg.contract);
  return (
    <tr className={styles.leg} data-testid={`basket-${leg.instrument}`}>
      <td className={styles.side}>
        <SideButton leg={leg} name={name} />
      </td>
      <LegContract leg={leg} name={name} />
      <LotsCell leg={leg} name={name} fault={faults.lots} />
      <LegMarket leg={leg} />
      <FieldCell fault={faults.limit} className={styles.limit}>
        {(describedBy) => (
          <>
            <PriceInput
              label={`Limit of ${name}`}
              describedBy={describedBy}
              placeholder="market"
              value={leg.limit}
              from={price}
              isInvalid={faults.limit !== null}
              onChange={(limit) => changeLeg(leg.key, { limit })}
            />
            <PriceLadder name={name} instrument={leg.instrument} onPick={(limit) => changeLeg(leg.key, { limit })} />
          </>
        )}
      </FieldCell>
      {(['stop', 'target'] as const).map((level) => (
        <FieldCell key={level} fault={faults[level]} className={styles.level}>
          {(describedBy) => (
            <PriceInput
              label={`${level === 'stop' ? 'Stop' : 'Target'} of ${name}`}
              describedBy={describedBy}
              placeholder="none"
              value={leg[level]}
              from={price}
              isInvalid={faults[level] !== null}
              onChange={(at) => changeLeg(leg.key, { [level]: at })}
            />
          )}
        </FieldCell>
      ))}
      <td className={styles.remove}>
        <IconButton label={`Remove ${name}`} size="small" icon={<X size={12} />} onPress={() => removeLeg(leg.key)} />
      </td>
    </tr>
  );
}

interface LotsCellProps {
  readonly leg: BasketLeg;
  readonly name: string;
  readonly fault: string | null;
}

/** Lots are typed, units are traded: both are seen. */
function LotsCell({ leg, name, fault }: LotsCellProps) {
  return (
    <FieldCell fault={fault} className={styles.lots} title={`${formatQty(leg.lotSize)} units to a lot`}>
      {(describedBy) => (
        <>
          <NumberInput
            label={`Lots of ${name}`}
            describedBy={describedBy}
            value={leg.lots > 0 ? leg.lots : null}
            isInvalid={fault !== null}
            onChange={(lots) => changeLeg(leg.key, { lots: Math.max(0, lots ?? 0) })}
          />
          <span className={styles.units}>
            {fault === null ? `${formatQty(unitsOf(leg))} units` : `of ${formatQty(leg.lotSize)}`}
          </span>
        </>
      )}
    </FieldCell>
  );
}

function SideButton({ leg: { key, side }, name }: { readonly leg: BasketLeg; readonly name: string }) {
  const word = side === 'buy' ? 'Buy' : 'Sell';
  // Levels belong to a side: a stop above a short is below a long.
  const turn = () => changeLeg(key, { side: opposite(side), limit: null, stop: null, target: null });
  return (
    <button
      type="button"
      className={classNames(styles.sideButton, styles[side])}
      aria-label={`${word} ${name}: change to ${opposite(side)}`}
      title={`Change to ${opposite(side)}`}
      onClick={turn}
    >
      {word}
    </button>
  );
}

function LegContract({ leg, name }: { readonly leg: BasketLeg; readonly name: string }) {
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  return (
    <th scope="row" className={styles.contract}>
      <ShiftButton leg={leg} name={name} steps={-1} />
      <button
        type="button"
        className={styles.name}
        title="Show on the chart"
        onClick={() => selectInstrument(leg.instrument)}
      >
        {name}
      </button>
      <ShiftButton leg={leg} name={name} steps={1} />
    </th>
  );
}

interface ShiftButtonProps {
  readonly leg: BasketLeg;
  readonly name: string;
  readonly steps: 1 | -1;
}

function ShiftButton({ leg, name, steps }: ShiftButtonProps) {
  const canShift = useDesk((desk) => shiftedLeg(desk, leg, steps) !== null);
  if (leg.contract.kind === 'future') return null;
  return (
    <IconButton
      label={`${name}: one strike ${steps > 0 ? 'up' : 'down'}`}
      size="small"
      disabled={!canShift}
      icon={steps > 0 ? <Plus size={11} /> : <Minus size={11} />}
      onPress={() => shiftLeg(leg.key, steps)}
    />
  );
}

/** Bid and offer; the one that the leg would take stands out. */
function LegMarket({ leg }: { readonly leg: BasketLeg }) {
  const isBuy = leg.side === 'buy';
  return (
    <>
      <td className={classNames(styles.quote, !isBuy && styles.taken)}>
        <LivePrice select={(desk) => marketOf(desk, leg)?.bid || null} />
      </td>
      <td className={classNames(styles.quote, isBuy && styles.taken)}>
        <LivePrice select={(desk) => marketOf(desk, leg)?.ask || null} />
      </td>
    </>
  );
}

interface FieldCellProps {
  readonly fault: string | null;
  readonly className: string | undefined;
  readonly title?: string;
  readonly children: (describedBy: string) => ReactNode;
}

function FieldCell({ fault, className, title, children }: FieldCellProps) {
  const id = useId();
  return (
    <td className={className} title={title}>
      <span className={styles.field}>{children(id)}</span>
      <span id={id} className={styles.fault}>
        {fault}
      </span>
    </td>
  );
}
