import { useId, type ReactNode } from 'react';
import styles from './basket.module.css';

interface SettingProps {
  readonly label: string;
  readonly title?: string;
  readonly children: (id: string) => ReactNode;
}

/** A control with its label before it, on one line. */
export function Setting({ label, title, children }: SettingProps) {
  const id = useId();
  return (
    <span className={styles.setting} title={title}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  );
}
