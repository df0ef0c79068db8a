import { useMemo } from 'react';
import type { IstDate } from '#shared/domain/time';
import type { RecordedDay } from '#shared/ipc/data';
import { formatDate, formatDay } from '../../format/clock';
import { formatBytes, formatPercent } from '../../format/figures';
import { classNames } from '../../ui/class-names';
import styles from './data.module.css';
import { recordedWeeks, type CalendarCell } from './recorded-weeks';

interface RecordedCalendarProps {
  readonly days: readonly RecordedDay[];
  readonly today: IstDate;
  readonly chosen: IstDate;
  readonly onChoose: (date: IstDate) => void;
}

/** Trading days by week; the fuller a day's recording the deeper its colour, and a day without one is red. */
export function RecordedCalendar({ days, today, chosen, onChoose }: RecordedCalendarProps) {
  const weeks = useMemo(() => recordedWeeks(days, today), [days, today]);
  return (
    <table className={styles.calendar} aria-label="Recorded days">
      <thead>
        <tr>
          {['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((cell) => (
              <td key={cell.date}>
                <Day cell={cell} isChosen={cell.date === chosen} onChoose={onChoose} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly cell: CalendarCell;
  readonly isChosen: boolean;
  readonly onChoose: (date: IstDate) => void;
}

function Day({ cell: { date, state, day }, isChosen, onChoose }: DayProps) {
  const label = Number(date.slice(8)) === 1 ? formatDay(date) : String(Number(date.slice(8)));
  if (day === null)
    return (
      <span className={classNames(styles.day, styles[state])} title={ABSENT[state](date)}>
        {label}
      </span>
    );
  const depth = 20 + Math.round(60 * (day.coverage ?? 0.5));
  return (
    <button
      type="button"
      className={classNames(styles.day, styles.recorded)}
      aria-pressed={isChosen}
      style={{ backgroundColor: `color-mix(in srgb, var(--accent) ${depth}%, transparent)` }}
      title={`${formatDate(date)}: ${aboutDay(day)}`}
      onClick={() => onChoose(date)}
    >
      {label}
    </button>
  );
}

const ABSENT: Readonly<Record<CalendarCell['state'], (date: IstDate) => string>> = {
  missing: (date) => `${formatDate(date)}: traded, and not recorded`,
  holiday: (date) => `${formatDate(date)}: no trading`,
  ahead: formatDate,
  recorded: formatDate,
};

const STATES: Readonly<Record<RecordedDay['state'], string>> = {
  recording: 'being recorded',
  log: 'not compacted yet',
  compacted: 'compacted',
};

function aboutDay({ bytes, state, coverage }: RecordedDay): string {
  const share = coverage === null ? '' : `, ${formatPercent(coverage, 0)} of its minutes`;
  return `${formatBytes(bytes)}, ${STATES[state]}${share}`;
}
