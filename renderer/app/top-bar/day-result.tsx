import type { PnlView } from '#shared/ipc/views';
import { formatMoney, formatSigned, formatSignedMoney } from '../../format/money';
import { useDeskValue } from '../../store/desk';
import { LiveText } from '../../ui/live';
import { classNames } from '../../ui/class-names';
import { Tip, TipList } from '../../ui/tooltip';
import { showPanel } from '../workspace/dock';
import styles from './top-bar.module.css';

/** The day's money: net first, then what it is made of. A click shows the positions it comes from. */
export function DayResult() {
  return (
    <>
      <Tip content={<ResultAbout />}>
        <button type="button" className={styles.cell} onClick={() => showPanel('positions')}>
          <span className={styles.result}>
            <span className={styles.label}>Net</span>
            <Amount of="net" text={formatSignedMoney} isResult className={styles.net} data-testid="net-pnl" />
            <span className={styles.label}>MTM</span>
            <Amount of="mtm" text={formatSigned} isResult data-testid="day-mtm" />
          </span>
          <span className="visually-hidden">: show the positions</span>
        </button>
      </Tip>
      <div className={classNames(styles.cell, styles.wideOnly)}>
        <div className={styles.pair}>
          <span className={styles.label}>Realised</span>
          <Amount of="realised" text={formatSigned} isResult />
          <span className={styles.label}>Charges</span>
          <Amount of="charges" text={formatMoney} data-testid="day-charges" />
        </div>
      </div>
    </>
  );
}

interface AmountProps {
  readonly of: keyof PnlView;
  readonly text: (paise: number) => string;
  /** In the colour of a gain or a loss. */
  readonly isResult?: boolean;
  readonly className?: string | undefined;
  readonly 'data-testid'?: string;
}

function Amount({ of, isResult = false, ...rest }: AmountProps) {
  const tone = isResult ? { tone: (paise: number) => paise } : {};
  return <LiveText<number> {...rest} {...tone} room={10} select={({ desk }) => desk.desk.pnl[of]} />;
}

function ResultAbout() {
  const pnl = useDeskValue(({ desk }) => desk.desk.pnl);
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
