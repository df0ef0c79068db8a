import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './steady.module.css';

interface SteadyProps extends ComponentProps<'span'> {
  /** Characters it keeps room for; a longer text gets the room it needs. */
  readonly room: number;
  readonly text: string;
}

/**
 * A figure in a box whose size does not follow its text: its neighbours stand still when a digit comes or goes, and a
 * tick lays out this box and nothing around it.
 */
export function Steady({ room, text, className, ...rest }: SteadyProps) {
  return (
    <span
      {...rest}
      className={classNames(styles.steady, className)}
      style={{ width: `${Math.max(room, text.length)}ch` }}
    >
      {text}
    </span>
  );
}
