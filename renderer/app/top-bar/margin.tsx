import { paise } from '#shared/domain/units';
import { formatCompactMoney, formatWholeMoney } from '../../format/money';
import { useDeskValue } from '../../store/desk';
import { Steady } from '../../ui/steady';
import { Tip, TipList } from '../../ui/tooltip';
import { showPanel } from '../workspace/dock';
import styles from './top-bar.module.css';

/** Funds free and used, once the broker has said; a click shows the limits. */
export function Margin() {
  const funds = useDeskValue(({ desk }) => desk.desk.funds);
  if (funds === null) return null;
  // The broker counts what was booked against what is used: after a gain that is less than nothing, and free holds it already.
  const used = paise(Math.max(0, funds.used));
  const rows = [
    ['Free', formatWholeMoney(funds.available)],
    ['Used', formatWholeMoney(used)],
  ] as const;
  return (
    <Tip content={<TipList rows={rows} note="Margin, as the broker counts it" />}>
      <button
        type="button"
        className={styles.cell}
        aria-label={`Margin free ${formatCompactMoney(funds.available)}, used ${formatCompactMoney(used)}: show the risk limits`}
        onClick={() => showPanel('limits')}
      >
        <span className={styles.pair}>
          <span className={styles.label}>Free</span>
          <Steady room={8} text={formatCompactMoney(funds.available)} />
          <span className={styles.label}>Used</span>
          <Steady room={8} text={formatCompactMoney(used)} />
        </span>
      </button>
    </Tip>
  );
}
