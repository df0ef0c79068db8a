import { formatMoney, formatSignedMoney, formatCompactMoney, formatWholeMoney } from '../../format/money';
import { useDeskValue } from '../../store/desk';
import { classNames } from '../../ui/class-names';
import { Money, toneOf } from '../../ui/figures';
import { Tip, TipList } from '../../ui/tooltip';
import { showPanel } from '../workspace/dock';
import styles from './top-bar.module.css';

/** The day's money: net first, then what it is made of, then the margin. */
export function DayResult() {
  const pnl = useDeskValue(({ desk }) => desk.desk.pnl);
  const funds = useDeskValue(({ desk }) => desk.desk.funds);
  const about = (
    <TipList
      rows={[
        ['MTM of open positions', formatSignedMoney(pnl.mtm)],
        ['Realised', formatSignedMoney(pnl.realised)],
        ['Charges', formatMoney(-pnl.charges)],
        ['Net', formatSignedMoney(pnl.net)],
        ['Best today', formatSignedMoney(pnl.peak)],
        ['Worst today', formatSignedMoney(pnl.trough)],
      ]}
      note="Net = realised + MTM − charges"
    />
  );
  return (
    <>
      <Tip content={about}>
        <button
          type="button"
          className={styles.cell}
          aria-label="Result of the day: show the positions"
          onClick={() => showPanel('positions')}
        >
          <span className={styles.result}>
            <span className={styles.label}>Net</span>
            <span className={classNames(styles.net, toneOf(pnl.net))} data-testid="net-pnl">
              {formatSignedMoney(pnl.net)}
            </span>
            <span className={styles.label}>MTM</span>
            <span data-testid="day-mtm">
              <Money paise={pnl.mtm} signed />
            </span>
          </span>
        </button>
      </Tip>
      <div className={classNames(styles.cell, styles.wideOnly)}>
        <div className={styles.pair}>
          <span className={styles.label}>Realised</span>
          <span>
            <Money paise={pnl.realised} signed />
          </span>
          <span className={styles.label}>Charges</span>
          <span data-testid="day-charges">{formatMoney(pnl.charges)}</span>
        </div>
      </div>
      {funds !== null && (
        <Tip
          content={
            <TipList
              rows={[
                ['Free', formatWholeMoney(funds.available)],
                ['Used', formatWholeMoney(funds.used)],
              ]}
              note="Margin, as the broker counts it"
            />
          }
        >
          <button
            type="button"
            className={styles.cell}
            aria-label="Margin: show the risk limits"
            onClick={() => showPanel('limits')}
          >
            <span className={styles.pair}>
              <span className={styles.label}>Free</span>
              <span>{formatCompactMoney(funds.available)}</span>
              <span className={styles.label}>Used</span>
              <span>{formatCompactMoney(funds.used)}</span>
            </span>
          </button>
        </Tip>
      )}
    </>
  );
}
