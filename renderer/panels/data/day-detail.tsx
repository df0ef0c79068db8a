import { sessionOf } from '#shared/domain/calendar';
import { MINUTE, type IstDate } from '#shared/domain/time';
import { symbolOf } from '#shared/domain/words';
import type { Coverage } from '#shared/ipc/data';
import { formatDate, formatMinute, formatWeekday } from '../../format/clock';
import { formatPercent, formatQty } from '../../format/figures';
import { formatCompact } from '../../format/money';
import { useAnswer } from '../../store/answer';
import { ask, askQuietly } from '../../store/ask';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Figure, Spacer, Toolbar } from '../../ui/panel';
import { Said, useSaid } from '../../ui/said';
import { CoverageStrip } from './coverage-strip';
import styles from './data.module.css';
import { gapWords } from './gap-words';

interface DayDetailProps {
  readonly date: IstDate;
  readonly today: IstDate;
  /** Something on the disk has changed. */
  readonly onChanged: () => void;
}

/** The minutes of one day: of the feed as a whole, and of each instrument. */
export function DayDetail({ date, today, onChanged }: DayDetailProps) {
  const { reply, problem, again } = useAnswer('data.coverage', { date });
  const coverage = reply?.ok === true ? reply.value : null;
  const isLooking = reply === null && problem === null;
  return (
    <div className={styles.main}>
      <Toolbar>
        <strong>
          {formatWeekday(date)} {formatDate(date)}
        </strong>
        {coverage && <Sums coverage={coverage} />}
        <Spacer />
        <Actions date={date} isToday={date === today} onChecked={again} onChanged={onChanged} />
      </Toolbar>
      {coverage ? (
        <Minutes coverage={coverage} />
      ) : (
        <EmptyState title={isLooking ? 'Looking through the ticks…' : 'Nothing to show of this day'}>
          {isLooking ? null : (problem ?? NOTHING)}
        </EmptyState>
      )}
    </div>
  );
}

const NOTHING = 'There is no recording of it, or only a compacted one whose minutes were never counted.';

function Sums({ coverage: { ticks, any, instruments } }: { readonly coverage: Coverage }) {
  const share = any === '' ? 0 : any.replaceAll('0', '').length / any.length;
  return (
    <>
      <Figure label="Ticks">{formatCompact(ticks)}</Figure>
      <Figure label="Instruments">{instruments.length}</Figure>
      <Figure label="Minutes" title="Minutes of the session with any tick">
        {formatPercent(share, 1)}
      </Figure>
    </>
  );
}

interface ActionsProps {
  readonly date: IstDate;
  readonly isToday: boolean;
  readonly onChecked: () => void;
  readonly onChanged: () => void;
}

function Actions({ date, isToday, onChecked, onChanged }: ActionsProps) {
  const { saying, done, failed } = useSaid();
  const save = async (format: 'json' | 'csv') => {
    const { reply, problem } = await askQuietly('data.export', { date, format });
    if (reply?.ok === true)
      done(`${reply.value.files} files, ${formatQty(reply.value.ticks)} ticks in ${reply.value.folder}`);
    else failed(problem ?? 'The desk did not answer');
    onChanged();
  };
  const check = async () => {
    const { reply, problem } = await askQuietly('data.coverage', { date });
    const coverage = reply?.ok === true ? reply.value : null;
    onChecked();
    if (coverage === null) failed(problem ?? NOTHING);
    else if (coverage.faults.length > 0) failed(coverage.faults.join(' '));
    else done(`All ${formatQty(coverage.ticks)} ticks can be read.`);
  };
  return (
    <div className={styles.actions}>
      <Button size="small" onPress={check} title="Reads the file from end to end and says what of it is damaged">
        {isToday ? 'Look again' : 'Check'}
      </Button>
      <Button size="small" onPress={() => save('json')} title="A file per instrument, as the Python projects keep them">
        Export JSON
      </Button>
      <Button size="small" onPress={() => save('csv')}>
        Export CSV
      </Button>
      <Button size="small" tone="ghost" onPress={() => ask('data.openFolder', { date })}>
        Open folder
      </Button>
      <Said saying={saying} />
    </div>
  );
}

/** So many rows are drawn; those with fewer ticks say the same. */
const MOST_ROWS = 120;

function Minutes({ coverage }: { readonly coverage: Coverage }) {
  const { any, instruments } = coverage;
  const opensAt = sessionOf(coverage.date, 'options')?.opensAt ?? 0;
  const gaps = gapWords(any, opensAt);
  return (
    // What scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.strips} aria-label="Coverage by instrument" tabIndex={0}>
      {gaps !== '' && <p className={styles.gaps}>{gaps}</p>}
      <table className={styles.coverage} aria-label="Minutes with ticks">
        <thead>
          <tr>
            <th scope="col">Instrument</th>
            <th scope="col" className={styles.count}>
              Ticks
            </th>
            <th scope="col" className={styles.span}>
              <span>{formatMinute(opensAt)}</span>
              <span>{formatMinute(opensAt + any.length * MINUTE)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Any instrument</th>
            <td className={styles.count}>{formatCompact(coverage.ticks)}</td>
            <td>
              <CoverageStrip minutes={any} any={any} />
            </td>
          </tr>
          {instruments.slice(0, MOST_ROWS).map(({ id, name, ticks, minutes }) => (
            <tr key={id}>
              <th scope="row">
                <span title={symbolOf(id)}>{name ?? symbolOf(id)}</span>
              </th>
              <td className={styles.count}>{formatCompact(ticks)}</td>
              <td>
                <CoverageStrip minutes={minutes} any={any} isOfOne />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {instruments.length > MOST_ROWS && (
        <p className={styles.note}>and {instruments.length - MOST_ROWS} instruments with fewer ticks</p>
      )}
    </section>
  );
}
