import { ArmButton } from './arm';
import { Bell } from './bell';
import { Connections } from './connections';
import { DayResult } from './day-result';
import { ExitAll } from './exit-all';
import { DeskMenu } from './desk-menu';
import { Margin } from './margin';
import { MarketClock } from './market-clock';
import { ModeBadge } from './mode-badge';
import { Playback } from './playback';
import styles from './top-bar.module.css';
import { Indices } from './indices';

/** The desk at one glance: which mode, is it connected, what time, where the market is, how the day goes, and the way out. */
export function TopBar() {
  return (
    <header className={styles.place}>
      <div className={styles.bar}>
        <ModeBadge />
        <MarketClock />
        <Playback />
        <Indices />
        <span className={styles.spacer} />
        <DayResult />
        <Margin />
        <Connections />
        <div className={styles.actions}>
          <ArmButton />
          <ExitAll />
          <Bell />
          <DeskMenu />
        </div>
      </div>
    </header>
  );
}
