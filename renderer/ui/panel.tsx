import type { ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  readonly label: string;
  /** A strip above the content: pickers, figures, actions. */
  readonly toolbar?: ReactNode;
  readonly children: ReactNode;
}

/** The inside of every panel: an optional strip, then content that scrolls by itself. */
export function Panel({ label, toolbar, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={label}>
      {toolbar !== undefined && <Toolbar>{toolbar}</Toolbar>}
      <div className={styles.body}>{children}</div>
    </section>
  );
}

/** The strip itself, for a part of a panel that has one of its own. */
export function Toolbar({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.toolbar} data-toolbar>
      {children}
    </div>
  );
}

/** Pushes what follows it in a toolbar to the right. */
export function Spacer() {
  return <span className={styles.spacer} />;
}

/** What a narrow toolbar leaves out, because it stands elsewhere as well. */
export function Spare({ children }: { readonly children: ReactNode }) {
  return <span className={styles.spare}>{children}</span>;
}

/** A small label above or before a figure: 'PCR 0.92'. */
export function Figure({
  label,
  title,
  children,
}: {
  readonly label: string;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={styles.figure} title={title}>
      <span className={styles.figureLabel}>{label}</span>
      <span className={styles.figureValue}>{children}</span>
    </span>
  );
}
