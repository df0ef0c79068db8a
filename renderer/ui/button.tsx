import { useState, type ComponentProps, type ReactNode } from 'react';
import styles from './button.module.css';
import type { Chord } from './chord';
import { classNames } from './class-names';
import { Tip } from './tooltip';

export type ButtonTone = 'plain' | 'primary' | 'ghost' | 'danger' | 'danger-solid';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  readonly tone?: ButtonTone;
  readonly size?: 'small' | 'normal';
  readonly icon?: ReactNode;
  /** May return a promise: the button is out of use until it settles, so a double click is one click. */
  readonly onPress?: () => unknown;
}

export function Button({
  tone = 'plain',
  size = 'normal',
  icon,
  onPress,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const [isBusy, press] = useBusy(onPress);
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.button, styles[tone], size === 'small' && styles.small, className)}
      data-tone={tone}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy}
      onClick={press}
    >
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  /** What it does: its accessible name, and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly shortcut?: Chord | undefined;
}

export function IconButton({ label, icon, shortcut, className, tone = 'ghost', ...rest }: IconButtonProps) {
  return (
    <Tip content={label} shortcut={shortcut}>
      <Button {...rest} tone={tone} className={classNames(styles.icon, className)} aria-label={label} icon={icon} />
    </Tip>
  );
}

function useBusy(action: (() => unknown) | undefined): [boolean, () => void] {
  const [isBusy, setBusy] = useState(false);
  const press = () => {
    const result = action?.();
    if (!(result instanceof Promise)) return;
    setBusy(true);
    void result.finally(() => setBusy(false));
  };
  return [isBusy, press];
}
