import type { DownloadView } from '#shared/ipc/data';
import { formatDate, formatDay, formatRemaining } from '../../format/clock';
import { formatPercent, formatQty, NO_VALUE } from '../../format/figures';
import { useAnswer } from '../../store/answer';
import { ask } from '../../store/ask';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { InstrumentName } from '../../ui/instrument-name';
import styles from './data.module.css';
import { DownloadForm } from './download-form';

/** Downloads candles to CSV files, and shows how far each has come. */
export function HistoryView() {
  const { reply, again } = useAnswer('data.downloads', undefined, { everyMs: RELOAD_MS });
  const downloads = reply?.ok === true ? reply.value : NONE;
  return (
    <div className={styles.main}>
      <DownloadForm onBegun={again} />
      <DataTable
        label="Downloads"
        rows={downloads}
        keyOf={({ id }) => id}
        columns={COLUMNS}
        empty={
          <EmptyState title="Nothing was downloaded yet">
            Candles go to data/history in the data folder, a CSV file for each instrument.
            <Button size="small" tone="ghost" onPress={() => ask('data.openFolder', { date: null })}>
              Open folder
            </Button>
          </EmptyState>
        }
      />
    </div>
  );
}

/** Asked so often that progress is seen to move. */
const RELOAD_MS = 500;
const NONE: readonly DownloadView[] = [];

const COLUMNS: readonly Column<DownloadView>[] = [
  { id: 'instrument', header: 'Instrument', cell: ({ instrument }) => <InstrumentName id={instrument} /> },
  { id: 'interval', header: 'Bars', cell: ({ interval }) => interval },
  {
    id: 'range',
    header: 'Range',
    cell: ({ from, to }) =>
      `${from.slice(0, 4) === to.slice(0, 4) ? formatDay(from) : formatDate(from)} – ${formatDate(to)}`,
  },
  { id: 'progress', header: 'Progress', cell: (download) => <Progress download={download} /> },
  { id: 'candles', header: 'Candles', align: 'right', cell: ({ candles }) => formatQty(candles) },
  { id: 'detail', header: 'Result', most: 18, cell: (download) => <Result download={download} /> },
  { id: 'actions', header: '', isPinned: true, cell: (download) => <Act download={download} /> },
];

function Progress({ download: { state, progress, remainingMs } }: { readonly download: DownloadView }) {
  return (
    <span className={styles.progress}>
      {state !== 'done' && <progress value={progress} aria-label="Progress" />}
      {state === 'running' ? formatPercent(progress, 0) : STATES[state]}
      {state === 'running' && <span>{remainingMs === null ? NO_VALUE : `${formatRemaining(remainingMs)} left`}</span>}
    </span>
  );
}

const STATES: Readonly<Record<DownloadView['state'], string>> = {
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
};

/** A file by its name, its place on hover; or why there is none. */
function Result({ download: { state, detail } }: { readonly download: DownloadView }) {
  return (
    <span data-selectable title={detail}>
      {state === 'done' ? detail.slice(Math.max(detail.lastIndexOf('/'), detail.lastIndexOf('\\')) + 1) : detail}
    </span>
  );
}

function Act({ download: { id, state } }: { readonly download: DownloadView }) {
  if (state === 'waiting' || state === 'running')
    return (
      <Button size="small" onPress={() => ask('data.cancelDownload', { download: id })}>
        Cancel
      </Button>
    );
  if (state === 'done')
    return (
      <Button size="small" tone="ghost" onPress={() => ask('data.openFolder', { date: null })}>
        Open folder
      </Button>
    );
  return (
    <Button size="small" onPress={() => ask('data.resumeDownload', { download: id })}>
      Resume
    </Button>
  );
}
