import type { ComponentProps } from 'react';
import type { InstrumentId } from '#shared/domain/instrument';
import { dayChange } from '#shared/domain/quote';
import type { QuoteView, Tables } from '#shared/ipc/views';
import { formatSignedPercent, NO_VALUE } from '../format/figures';
import { formatPrice, formatSigned } from '../format/money';
import { useLive, write, type Urgency } from '../store/live';
import { classNames } from './class-names';
import { arrowOf } from './figures';
import styles from './figures.module.css';
import { flash } from './flash';
import steady from './steady.module.css';

interface LiveTextProps<T> extends Omit<ComponentProps<'span'>, 'children' | 'ref' | 'style'> {
  /** The narrowest value, by id: it is written again only when that changes. */
  readonly select: (desk: Tables) => T;
  readonly text: (value: T) => string;
  /** What it is coloured by: above zero is a gain. */
  readonly tone?: (value: T) => number;
  /** Characters it keeps room for, so that its neighbours stand still; a longer text gets the room it needs. */
  readonly room?: number;
  /** Lights up when this number changes. */
  readonly lit?: (value: T) => number | null | undefined;
  readonly urgency?: Urgency;
}

/** A figure that follows the market by itself: a tick writes its text and nothing renders. */
export function LiveText<T>({ select, text, tone, room, lit, urgency, className, ...rest }: LiveTextProps<T>) {
  const paint = (span: HTMLSpanElement, value: T, before: T) => {
    const words = text(value);
    const isOther = write(span, words);
    if (room !== undefined && isOther) keepRoom(span, Math.max(room, words.length));
    if (tone) paintTone(span, tone(value));
    if (lit) flash(span, lit(before), lit(value));
    return isOther;
  };
  const element = useLive(select, paint, urgency);
  return <span {...rest} ref={element} className={classNames(room !== undefined && steady.steady, className)} />;
}

/** A style that is set is computed again, even to what it was. */
function keepRoom(span: HTMLElement, characters: number): void {
  const width = `${characters}ch`;
  if (span.style.width !== width) span.style.width = width;
}

type Amount = number | null | undefined;

interface LiveAmountProps {
  /** Paise; null or undefined shows a dash. */
  readonly select: (desk: Tables) => Amount;
  readonly className?: string | undefined;
  readonly room?: number;
}

/** A market price, '24,512.35'. It lights up briefly when it changes. */
export function LivePrice({ select, room, className }: LiveAmountProps) {
  return (
    <LiveText
      select={select}
      text={priceText}
      lit={itself}
      className={classNames(styles.figure, className)}
      {...(room === undefined ? {} : { room })}
    />
  );
}

/** A result, with + or −, in the colour of a gain or a loss. */
export function LiveResult({ select, room, className }: LiveAmountProps) {
  return (
    <LiveText
      select={select}
      text={resultText}
      tone={signOf}
      className={classNames(styles.figure, className)}
      {...(room === undefined ? {} : { room })}
    />
  );
}

/** '▲ +45.20 +0.18%': the change of an instrument since the previous close. */
export function LiveChange({ instrument }: { readonly instrument: InstrumentId }) {
  const element = useLive<HTMLSpanElement, QuoteView | undefined>(({ quotes }) => quotes[instrument], paintChange);
  return (
    <span ref={element} className={styles.change}>
      <span aria-hidden="true" className={styles.arrow} />
      <span />
      <span />
    </span>
  );
}

function paintChange(span: HTMLSpanElement, quote: QuoteView | undefined): void {
  const change = quote && dayChange(quote);
  const [arrow, amount, share] = span.children;
  if (!arrow || !amount || !share) return;
  write(arrow, change ? arrowOf(change.amount) : '');
  write(amount, change ? formatSigned(change.amount) : NO_VALUE);
  write(share, change ? formatSignedPercent(change.fraction) : '');
  paintTone(span, change?.amount ?? 0);
}

/** Colours an element as a gain or a loss; neither for zero. */
export function paintTone(element: Element, value: number): void {
  element.classList.toggle(styles['gain'] ?? 'gain', value > 0);
  element.classList.toggle(styles['loss'] ?? 'loss', value < 0);
}

const itself = (amount: Amount): Amount => amount;
const signOf = (amount: Amount): number => amount ?? 0;
const priceText = (amount: Amount): string => (typeof amount === 'number' ? formatPrice(amount) : NO_VALUE);
const resultText = (amount: Amount): string => (typeof amount === 'number' ? formatSigned(amount) : NO_VALUE);
