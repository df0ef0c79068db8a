import { Search, X } from 'lucide-react';
import { memo } from 'react';
import type { InstrumentId } from '#shared/domain/instrument';
import { symbolOf } from '#shared/domain/words';
import { formatClock } from '../../format/clock';
import { orDash } from '../../format/figures';
import { formatCompact, formatPrice } from '../../format/money';
import { useDesk, useDeskShallow } from '../../store/desk';
import { openFinder } from '../../store/finder';
import { isStale } from '../../store/freshness';
import { useUi } from '../../store/ui';
import { toggleWatched } from '../../store/watched';
import { Button, IconButton } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { LiveChange, LivePrice } from '../../ui/live';
import { InstrumentName } from '../../ui/instrument-name';
import { Figure, Panel, Spacer } from '../../ui/panel';
import styles from './watchlist-panel.module.css';

interface Row {
  readonly id: InstrumentId;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Instrument',
    sortBy: ({ id }) => symbolOf(id),
    cell: ({ id }) => (
      <span className={styles.name}>
        <InstrumentName id={id} />
      </span>
    ),
  },
  { id: 'ltp', header: 'LTP', align: 'right', cell: ({ id }) => <Ltp id={id} /> },
  {
    id: 'change',
    header: 'Change',
    about: 'Since the previous close',
    align: 'right',
    cell: ({ id }) => (
      <span className={styles.change}>
        <LiveChange instrument={id} />
      </span>
    ),
  },
  {
    id: 'range',
    header: 'Day range',
    about: 'From the low to the high of the day',
    isSpare: true,
    cell: ({ id }) => <DayRange id={id} />,
  },
  { id: 'volume', header: 'Volume', align: 'right', isSpare: true, cell: ({ id }) => <Count id={id} of="volume" /> },
  {
    id: 'oi',
    header: 'OI',
    about: 'Open interest',
    align: 'right',
    isSpare: true,
    cell: ({ id }) => <Count id={id} of="oi" />,
  },
  { id: 'remove', header: '', isPinned: true, cell: ({ id }) => <Remove id={id} /> },
];

/** What the trader chose to watch; a click puts a row on the chart. */
export function WatchlistPanel() {
  const watched = useDeskShallow(({ desk }) => desk.desk.watchlist);
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  return (
    <Panel
      label="Watch list"
      toolbar={
        <>
          <Figure label="Watched">{watched.length}</Figure>
          <Spacer />
          <IconButton label="Find an instrument" shortcut="Mod+P" icon={<Search size={13} />} onPress={openFinder} />
        </>
      }
    >
      <DataTable
        label="Watch list"
        rows={rowsOf(watched)}
        keyOf={({ id }) => id}
        columns={COLUMNS}
        onOpen={({ id }) => selectInstrument(id)}
        empty={
          <EmptyState title="Nothing is watched yet">
            <Button icon={<Search size={13} />} onPress={openFinder}>
              Find an instrument
            </Button>
          </EmptyState>
        }
      />
    </Panel>
  );
}

const rows = new Map<InstrumentId, Row>();

/** The same row for the same id, so that a list that grows draws only what is new. */
function rowsOf(ids: readonly InstrumentId[]): readonly Row[] {
  return ids.map((id) => {
    const row = rows.get(id) ?? { id };
    rows.set(id, row);
    return row;
  });
}

const Ltp = memo(function Ltp({ id }: Row) {
  const staleSince = useDesk(({ desk, quotes }) => {
    const at = quotes[id]?.at ?? 0;
    return isStale(desk.desk, at) ? at : null;
  });
  const about = staleSince === 0 ? 'No price yet' : staleSince !== null && `Price of ${formatClock(staleSince)}`;
  return (
    <span className={classNames(staleSince !== null && styles.stale)} title={about || undefined}>
      <LivePrice select={({ quotes }) => quotes[id]?.ltp} />
    </span>
  );
});

const DayRange = memo(function DayRange({ id }: Row) {
  const low = useDesk(({ quotes }) => quotes[id]?.low ?? 0);
  const high = useDesk(({ quotes }) => quotes[id]?.high ?? 0);
  const ltp = useDesk(({ quotes }) => quotes[id]?.ltp ?? 0);
  if (low <= 0 || high <= low) return null;
  const place = Math.min(1, Math.max(0, (ltp - low) / (high - low)));
  return (
    <span className={styles.range} title={`Low ${formatPrice(low)}, high ${formatPrice(high)}`}>
      <span className={styles.end}>{formatPrice(low)}</span>
      <progress className={styles.track} value={place} aria-label="Where the price stands in the day's range" />
      <span className={styles.end}>{formatPrice(high)}</span>
    </span>
  );
});

const Count = memo(function Count({ id, of }: Row & { readonly of: 'volume' | 'oi' }) {
  const count = useDesk(({ quotes }) => quotes[id]?.[of] ?? 0);
  return <>{orDash(count > 0 ? count : null, formatCompact)}</>;
});

function Remove({ id }: Row) {
  return (
    <span className={styles.remove} onClick={(event) => event.stopPropagation()} role="presentation">
      <IconButton
        label={`Take ${symbolOf(id)} off the watch list`}
        icon={<X size={13} />}
        onPress={() => toggleWatched(id)}
      />
    </span>
  );
}
