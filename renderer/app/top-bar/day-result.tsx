import type { PnlView } from '#shared/ipc/views';
import { formatMoney, formatSigned, formatSignedMoney } from '../../format/money';
import { useDeskValue } from '../../store/desk';
import { classNames } from '../../ui/class-names';
import { toneOf } from '../../ui/figures';
import { Steady } from '../../ui/steady';
import { Tip, TipList } from '../../ui/tooltip';
import { showPanel } from '../workspace/dock';
import styles from './top-bar.module.css';

/** The day's money: net first, then what it is made of. A click shows the positions it comes from. */
export function DayResult() {
  const pnl = useDeskValue(({ desk }) => desk.desk.pnl);
  return (
    <>
      <Tip content={<ResultAbout pnl={pnl} />}>
        <button
          type="button"
          className={styles.cell}
          aria-label={`Net ${formatSignedMoney(pnl.net)}, MTM ${formatSignedMoney(pnl.mtm)}: show the positions`}
          onClick={() => showPanel('positions')}
        >
          <span className={styles.result}>
            <span className={styles.label}>Net</span>
            <Steady
              room={10}
              text={formatSignedMoney(pnl.net)}
              className={classNames(styles.net, toneOf(pnl.net))}
              data-testid="net-pnl"
            />
            <span className={styles.label}>MTM</span>
            <Steady room={10} text={formatSigned(pnl.mtm)} className={toneOf(pnl.mtm)} data-testid="day-mtm" />
          </span>
        </button>
      </Tip>
      <div className={classNames(styles.cell, styles.wideOnly)}>
        <div className={styles.pair}>
          <span className={styles.label}>Realised</span>
          <Steady room={10} text={formatSigned(pnl.realised)} className={toneOf(pnl.realised)} />
          <span className={styles.label}>Charges</span>
          <Steady room={10} text={formatMoney(pnl.charges)} data-testid="day-charges" />
        </div>
      </div>
    </>
  );
}

function ResultAbout({ pnl }: { readonly pnl: PnlView }) {
  const rows = [
    ['MTM of open positions', formatSignedMoney(pnl.mtm)],
    ['Realised', formatSignedMoney(pnl.realised)],
    ['Charges', formatMoney(-pnl.charges)],
    ['Net', formatSignedMoney(pnl.net)],
    ['Best today', formatSignedMoney(pnl.peak)],
    ['Worst today', formatSignedMoney(pnl.trough)],
  ] as const;
  return <TipList rows={rows} note="Net = realised + MTM − charges" />;
}
