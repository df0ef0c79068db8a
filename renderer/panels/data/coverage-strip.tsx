import { memo } from 'react';
import { classNames } from '../../ui/class-names';
import styles from './data.module.css';
import { runsOf } from './runs';

interface CoverageStripProps {
  /** A character a minute, '1' with ticks. */
  readonly minutes: string;
  /** The same of all instruments together: where even that has none, the feed was down. */
  readonly any: string;
  /** One instrument among many. */
  readonly isOfOne?: boolean;
}

const HEIGHT = 10;

/** A session from left to right: minutes with ticks, minutes without, and in red those in which nothing came at all. */
export const CoverageStrip = memo(function CoverageStrip({ minutes, any, isOfOne = false }: CoverageStripProps) {
  const width = Math.max(1, any.length);
  const gaps = runsOf(any, '0');
  const missing = gaps.reduce((sum, { length }) => sum + length, 0);
  return (
    <svg
      className={classNames(styles.strip, isOfOne && styles.faint)}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <title>{`${minutes.replaceAll('0', '').length} of ${any.length} minutes with ticks, ${missing} without any feed`}</title>
      {gaps.map(({ from, length }) => (
        <rect key={`gap${from}`} className={styles.gap} x={from} width={length} y={0} height={HEIGHT} />
      ))}
      {runsOf(minutes, '1').map(({ from, length }) => (
        <rect key={from} className={styles.covered} x={from} width={length} y={0} height={HEIGHT} />
      ))}
    </svg>
  );
});
