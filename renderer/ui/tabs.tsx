import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

interface TabsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly tabs: readonly { readonly value: T; readonly label: ReactNode }[];
  /** Beside the tabs, at the right. */
  readonly actions?: ReactNode;
}

/** A row of tabs; what they switch is drawn by the caller. */
export function Tabs<T extends string>({ label, value, onChange, tabs, actions }: TabsProps<T>) {
  return (
    // Only values of `tabs` are ever offered, so the string that comes back is one of them.
    <Radix.Root className={styles.tabs} value={value} onValueChange={(next) => onChange(next as T)}>
      <Radix.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          // What it switches has no element of its own that could be named here.
          <Radix.Trigger key={tab.value} value={tab.value} className={styles.tab} aria-controls={undefined}>
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {actions}
    </Radix.Root>
  );
}
