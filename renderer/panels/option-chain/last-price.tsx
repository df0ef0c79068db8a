import type { KeyboardEvent } from 'react';
import type { Contract } from '#shared/domain/basket';
import type { InstrumentId, Side } from '#shared/domain/instrument';
import type { Tables } from '#shared/ipc/views';
import { formatDecimal, NO_VALUE } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { addToBasket, lotsWanted, useBasket } from '../../store/basket';
import { useLive, write } from '../../store/live';
import { isCharted } from '../../store/selection';
import { useUi } from '../../store/ui';
import { classNames } from '../../ui/class-names';
import { flash } from '../../ui/flash';
import styles from './option-chain.module.css';
import { moveFocus } from './row-focus';

export type OptionContract = Contract & { readonly kind: 'option' };

interface LastPriceProps {
  readonly contract: OptionContract;
  readonly instrument: InstrumentId;
  readonly select: (desk: Tables) => { readonly ltp: number } | null;
  /** '24,200 CE'. */
  readonly name: string;
  readonly isTabStop: boolean;
  readonly isPointedAt: boolean;
  /** Open lots of it, signed. */
  readonly lots: number;
}

/** An option's price: click it to see its chart, press B or S to put it into the basket. Marks tell what is open and wanted. */
export function LastPrice({ contract, instrument, select, name, isTabStop, isPointedAt, lots }: LastPriceProps) {
  const isOnChart = useUi((ui) => isCharted(ui, instrument));
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  const wanted = useBasket((basket) => lotsWanted(basket.legs, instrument));
  const element = useLive<HTMLButtonElement, number>(
    (desk) => select(desk)?.ltp ?? 0,
    (button, ltp, before) => {
      const text = ltp === 0 ? NO_VALUE : formatPrice(ltp);
      write(button, text);
      button.setAttribute('aria-label', `Chart of ${name}, ${text}`);
      flash(button, before, ltp);
    },
  );
  return (
    <>
      {wanted !== 0 ? <LotsMark lots={wanted} isWanted /> : lots !== 0 && <LotsMark lots={lots} />}
      <button
        ref={element}
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        className={classNames(isOnChart && styles.charted)}
        aria-label={`Chart of ${name}`}
        aria-pressed={isOnChart}
        aria-keyshortcuts="B S"
        onKeyDown={(event) => addByKey(event, contract)}
        onClick={() => selectInstrument(instrument)}
      >
        {NO_VALUE}
      </button>
      {isPointedAt && <BasketButtons contract={contract} name={name} />}
    </>
  );
}

/** B and S add a lot of the price that has the focus; arrows go on to the next one. */
function addByKey(event: KeyboardEvent<HTMLElement>, contract: OptionContract): void {
  const side = SIDE_KEYS[event.key.toLowerCase()];
  if (side === undefined || event.ctrlKey || event.metaKey || event.altKey) return moveFocus(event);
  event.preventDefault();
  addToBasket(contract, side);
}

const SIDE_KEYS: Readonly<Record<string, Side>> = { b: 'buy', s: 'sell' };

/** Beside the price that the pointer is on; the keyboard has B and S instead. */
function BasketButtons({ contract, name }: { readonly contract: OptionContract; readonly name: string }) {
  return (
    <span className={styles.adding}>
      {(['buy', 'sell'] as const).map((side) => (
        <button
          key={side}
          type="button"
          data-pointed
          tabIndex={-1}
          className={side === 'buy' ? styles.addBuy : styles.addSell}
          aria-label={`${side === 'buy' ? 'Buy' : 'Sell'} ${name}: add to the basket`}
          title={`${side === 'buy' ? 'Buy' : 'Sell'} ${name}: add a lot to the basket (${side === 'buy' ? 'B' : 'S'})`}
          onClick={() => addToBasket(contract, side)}
        >
          {side === 'buy' ? 'B' : 'S'}
        </button>
      ))}
    </span>
  );
}

interface LotsMarkProps {
  readonly lots: number;
  /** In the basket, not held yet. */
  readonly isWanted?: boolean;
}

function LotsMark({ lots, isWanted = false }: LotsMarkProps) {
  const size = Math.abs(lots);
  const text = formatDecimal(size, Number.isInteger(size) ? 0 : 1);
  const isLong = lots > 0;
  const [short, word] = isWanted ? [isLong ? 'B' : 'S', 'In the basket: '] : [isLong ? 'L' : 'S', ''];
  return (
    <span
      className={classNames(styles.openLots, isLong ? styles.long : styles.short, isWanted && styles.wanted)}
      title={`${word}${isLong ? (isWanted ? 'buy' : 'Long') : isWanted ? 'sell' : 'Short'} ${text} lots`}
    >
      {short}
      {text}
    </span>
  );
}
