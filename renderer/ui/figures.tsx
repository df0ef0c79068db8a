import { NO_VALUE, formatSignedPercent } from '../format/figures';
import { formatMoney, formatPrice, formatSigned, formatSignedMoney } from '../format/money';
import { classNames } from './class-names';
import styles from './figures.module.css';
import { Steady } from './steady';

interface AmountProps {
  /** Paise; null or undefined shows a dash. */
  readonly paise: number | null | undefined;
  readonly className?: string | undefined;
  /** Characters it keeps room for, where its neighbours must not move with it. */
  readonly room?: number;
}

interface MoneyProps extends AmountProps {
  /** A result: with + or −, and in the colour of a gain or a loss. */
  readonly signed?: boolean;
  /** With the rupee sign; columns of amounts leave it to their header. */
  readonly symbol?: boolean;
}

/** An amount of money. */
export function Money({ paise, signed = false, symbol = false, className, room }: MoneyProps) {
  const format = signed ? (symbol ? formatSignedMoney : formatSigned) : symbol ? formatMoney : formatPrice;
  const isKnown = paise !== null && paise !== undefined;
  const text = isKnown ? format(paise) : NO_VALUE;
  const props = { className: classNames(isKnown && styles.figure, isKnown && signed && toneOf(paise), className) };
  return room === undefined ? <span {...props}>{text}</span> : <Steady {...props} room={room} text={text} />;
}

interface ChangeProps {
  readonly amount?: number | null | undefined;
  readonly fraction: number | null | undefined;
}

/** '▲ +45.20 +0.18%': the change since the previous close. */
export function Change({ amount, fraction }: ChangeProps) {
  if (fraction === null || fraction === undefined) return <span>{NO_VALUE}</span>;
  return (
    <span className={classNames(styles.change, toneOf(fraction))}>
      <span aria-hidden="true" className={styles.arrow}>
        {arrowOf(fraction)}
      </span>
      {typeof amount === 'number' && <span>{formatSigned(amount)}</span>}
      <span>{formatSignedPercent(fraction)}</span>
    </span>
  );
}

export function arrowOf(change: number): string {
  return change > 0 ? '▲' : change < 0 ? '▼' : '■';
}

/** The class that colours a gain or a loss; none for zero. */
export function toneOf(value: number): string | undefined {
  return value > 0 ? styles['gain'] : value < 0 ? styles['loss'] : undefined;
}
