import type { ReactNode } from 'react';
import type { ChartColour } from '../../charts/chart-theme';
import { classNames } from '../../ui/class-names';
import styles from './chart-panel.module.css';

interface ToggleButtonProps {
  /** Of the line that it shows. */
  readonly colour?: ChartColour;
  readonly isOn: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

export function ToggleButton({ colour, isOn, onToggle, children }: ToggleButtonProps) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={isOn} onClick={onToggle}>
      {colour !== undefined && <span className={classNames(styles.swatch, styles[colour])} aria-hidden="true" />}
      {children}
    </button>
  );
}
