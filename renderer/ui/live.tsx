import type { ComponentProps } from 'react';
import type { Tables } from '#shared/ipc/views';
import { NO_VALUE } from '../format/figures';
import { formatPrice, formatSigned } from '../format/money';
import { useLive, write, type Urgency } from '../store/live';
import { classNames } from './class-names';
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
    if (room !== undefined && isOther) span.style.width = `${Math.max(room, words.length)}ch`;
    if (tone) paintTone(span, tone(value));
    if (lit) flash(span, lit(before), lit(value));
    return isOther;
  };
  const element = useLive(select, paint, urgency);
  return <span {...rest} ref={element} className={classNames(room !== undefined && steady.steady, className)} />;
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

/** Colours an element as a gain or a loss; neither for zero. */
export function paintTone(element: Element, value: number): void {
  element.classList.toggle(styles['gain'] ?? 'gain', value > 0);
  element.classList.toggle(styles['loss'] ?? 'loss', value < 0);
}

const itself = (amount: Amount): Amount => amount;
const signOf = (amount: Amount): number => amount ?? 0;
const priceText = (amount: Amount): string => (typeof amount === 'number' ? formatPrice(amount) : NO_VALUE);
const resultText = (amount: Amount): string => (typeof amount === 'number' ? formatSigned(amount) : NO_VALUE);
