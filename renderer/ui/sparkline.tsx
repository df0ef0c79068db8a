import { formatSigned } from '../format/money';
import { classNames } from './class-names';
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
    <svg className={classNames(styles.sparkline, toneOf(results.at(-1) ?? 0))} width={WIDTH} height={HEIGHT}>
      <title>{about}</title>
      <line className={styles.zero} x2={WIDTH} y1={drawn.zero} y2={drawn.zero} />
      <polyline className={styles.course} points={drawn.points} />
    </svg>
  );
}
