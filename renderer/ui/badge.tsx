import type { ComponentProps, ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names';

export type Tone = 'neutral' | 'good' | 'gain' | 'loss' | 'warn' | 'danger' | 'accent';

interface BadgeProps extends ComponentProps<'span'> {
  readonly tone?: Tone;
  /** A dot says state at a glance; the word beside it says it without colour. */
  readonly dot?: boolean;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', dot = false, className, children, ...rest }: BadgeProps) {
  return (
    <span {...rest} className={classNames(styles.badge, styles[tone], className)}>
      {dot && <span className={styles.dot} aria-hidden="true" />}
      {children}
    </span>
  );
}
