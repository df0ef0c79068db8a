import { Bell as BellIcon } from 'lucide-react';
import { create } from 'zustand';
import type { EpochMs } from '#shared/domain/units';
import { deskNow, useDesk } from '../../store/desk';
import { IconButton } from '../../ui/button';
import { showPanel } from '../workspace/dock';
import styles from './top-bar.module.css';

const useSeen = create<{ readonly at: EpochMs }>()(() => ({ at: -Infinity }));

/** How many warnings and errors came since the notices were last opened from here. */
export function Bell() {
  const seenAt = useSeen((seen) => seen.at);
  const fresh = useDesk(
    ({ notices }) => Object.values(notices).filter(({ level, at }) => level !== 'info' && at > seenAt).length,
  );
  const open = () => {
    useSeen.setState({ at: deskNow().desk.desk.at });
    showPanel('notices');
  };
  const label = fresh === 0 ? 'Notices' : `Notices: ${fresh} new ${fresh === 1 ? 'warning' : 'warnings'}`;
  return (
    <span className={styles.bell}>
      <IconButton label={label} icon={<BellIcon size={15} />} className={styles.menuButton} onPress={open} />
      {fresh > 0 && (
        <span className={styles.count} aria-hidden="true">
          {fresh > 99 ? '99+' : fresh}
        </span>
      )}
    </span>
  );
}
