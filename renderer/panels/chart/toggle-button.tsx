import type { ChartColour } from '../../charts/chart-theme';
import type { CheckItem } from '../../ui/check-menu';
import { classNames } from '../../ui/class-names';
import styles from './chart-panel.module.css';

interface ToggleButtonProps {
  /** With the colour of the line that it shows, if it shows one. */
  readonly item: CheckItem & { readonly colour?: ChartColour };
}

export function ToggleButton({ item: { label, colour, isChecked, onToggle } }: ToggleButtonProps) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={isChecked} onClick={onToggle}>
      {colour !== undefined && <span className={classNames(styles.swatch, styles[colour])} aria-hidden="true" />}
      {label}
    </button>
  );
}
