import styles from './figure-list.module.css';

export interface FigureRow {
  readonly label: string;
  /** What it is measured by, on hover. */
  readonly about: string;
  readonly text: string;
  /** The class that colours it. */
  readonly tone?: string | undefined;
}

/** Figures side by side, each under its name. */
export function FigureList({ figures }: { readonly figures: readonly FigureRow[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, about, text, tone }) => (
        <div key={label} title={`${text}: ${about}`}>
          <dt>{label}</dt>
          <dd className={tone}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
