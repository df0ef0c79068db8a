import { formatSigned } from '../format/money';
import { toneOf } from './figures';
import { sparkline } from './sparkline-path';
import styles from './sparkline.module.css';

const WIDTH = 64;
const HEIGHT = 16;

/** The day of a result at a glance, in paise: its course around zero, best and worst on hover. */
export function ResultSparkline({ results }: { readonly results: readonly number[] }) {
  const drawn = sparkline(results, WIDTH, HEIGHT);
  if (drawn === null) return null;
  const about = `Today: best ${formatSigned(Math.max(...results))}, worst ${formatSigned(Math.min(...results))}`;
  return (
    <span className={styles.sparkline} role="img" aria-label={about} title={about}>
      <svg width={WIDTH} height={HEIGHT} className={toneOf(results.at(-1) ?? 0)}>
        <line className={styles.zero} x2={WIDTH} y1={drawn.zero} y2={drawn.zero} />
        <polyline className={styles.course} points={drawn.points} />
      </svg>
    </span>
  );
}
