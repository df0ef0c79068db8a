import type { Tables, OptionCell } from '#shared/ipc/views';
import type { InstrumentId } from '#shared/domain/instrument';
import { NO_VALUE } from '../../format/figures';
import { useLive, write } from '../../store/live';
import { classNames } from '../../ui/class-names';
import { paintTone } from '../../ui/live';
import type { ChainColumn } from './columns';
import { LastPrice, type OptionContract } from './last-price';
import styles from './option-chain.module.css';

/** Finds an option in the desk; null where the exchange lists none. */
export type SelectCell = (desk: Tables) => OptionCell | null;

interface SideCellsProps {
  readonly contract: OptionContract;
  /** '24,200 CE'. */
  readonly name: string;
  readonly columns: readonly ChainColumn[];
  readonly select: SelectCell;
  /** Null where the exchange lists no such option. */
  readonly instrument: InstrumentId | null;
  readonly isInTheMoney: boolean;
  readonly isStale: boolean;
  readonly isTabStop: boolean;
  /** The pointer is on the row. */
  readonly isPointedAt: boolean;
  /** Open lots of it, signed. */
  readonly lots: number;
}

/** The figures of one option. */
export function SideCells({ columns, select, instrument, isInTheMoney, isStale, ...price }: SideCellsProps) {
  const className = classNames(
    price.contract.right === 'CE' ? styles.call : styles.put,
    isInTheMoney && styles.inTheMoney,
    isStale && styles.stale,
  );
  return columns.map((column) =>
    column.id === 'ltp' ? (
      <td key={column.id} className={classNames(styles.price, className)}>
        {instrument !== null && <LastPrice {...price} select={select} instrument={instrument} />}
      </td>
    ) : (
      <FigureCell key={column.id} column={column} select={select} className={className} />
    ),
  );
}

interface FigureCellProps {
  readonly column: ChainColumn;
  readonly select: SelectCell;
  readonly className: string;
}

/** One figure. A tick writes it into the page; React draws it only when the row becomes another one. */
function FigureCell({ column, select, className }: FigureCellProps) {
  const paint = (td: HTMLTableCellElement, cell: OptionCell | null) => {
    const [figure] = td.children;
    const isOther = figure !== undefined && write(figure, (cell && column.text(cell)) ?? NO_VALUE);
    if (figure && column.tone) paintTone(figure, cell ? column.tone(cell) : 0);
    if (column.hint) paintHint(td, cell ? column.hint(cell) : null);
    if (column.bar) paintBar(td, cell ? column.bar(cell) : 0);
    return isOther;
  };
  const element = useLive(select, paint, 'in turn');
  const barClass = column.bar && (column.id === 'oi' ? styles.oiBar : styles.oiChangeBar);
  return (
    <td ref={element} className={classNames(className, barClass)}>
      <span className={styles.figure}>{NO_VALUE}</span>
    </td>
  );
}

function paintHint(td: HTMLElement, hint: string | null): void {
  if (td.title !== (hint ?? '')) td.title = hint ?? '';
}

/** More than a bar of some fifty pixels can show. */
const BAR_DIGITS = 2;

/**
 * CSS divides it by the chain's largest: a new largest moves every bar without painting a row here. Rounded, because a bar
 * that is as long as before costs nothing.
 */
function paintBar(td: HTMLElement, value: number): void {
  const size = String(Number(Math.abs(value).toPrecision(BAR_DIGITS)));
  if (td.style.getPropertyValue('--value') !== size) td.style.setProperty('--value', size);
  td.classList.toggle(styles['falling'] ?? 'falling', value < 0);
}
