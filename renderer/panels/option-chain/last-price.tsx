import type { OptionCell } from '#shared/ipc/views';
import { formatDecimal, NO_VALUE } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { useUi } from '../../store/ui';
import { classNames } from '../../ui/class-names';
import { useFlash } from '../../ui/flash';
import styles from './option-chain.module.css';
import { moveFocus } from './row-focus';

interface LastPriceProps {
  readonly cell: OptionCell;
  /** '24,200 CE'. */
  readonly name: string;
  readonly isTabStop: boolean;
  /** Open lots of it, signed. */
  readonly lots: number;
}

/** An option's price: click it to see its chart. A mark beside it tells what is open in it. */
export function LastPrice({ cell, name, isTabStop, lots }: LastPriceProps) {
  const isCharted = useUi((ui) => ui.instrument === cell.id);
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  const element = useFlash<HTMLButtonElement>(cell.ltp);
  const text = cell.ltp === 0 ? NO_VALUE : formatPrice(cell.ltp);
  return (
    <>
      {lots !== 0 && <OpenLots lots={lots} />}
      <button
        ref={element}
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        className={classNames(isCharted && styles.charted)}
        aria-label={`Chart of ${name}, ${text}`}
        aria-pressed={isCharted}
        onKeyDown={moveFocus}
        onClick={() => selectInstrument(cell.id)}
      >
        {text}
      </button>
    </>
  );
}

function OpenLots({ lots }: { readonly lots: number }) {
  const size = Math.abs(lots);
  const text = formatDecimal(size, Number.isInteger(size) ? 0 : 1);
  const isLong = lots > 0;
  return (
    <span
      className={classNames(styles.openLots, isLong ? styles.long : styles.short)}
      title={`${isLong ? 'Long' : 'Short'} ${text} lots`}
    >
      {isLong ? 'L' : 'S'}
      {text}
    </span>
  );
}
