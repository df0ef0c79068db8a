import { useState } from 'react';
import type { z } from 'zod';
import type { lookChoice, ReplayContents, ReplaySource } from '#shared/ipc/playback';
import { formatDate, formatMinute } from '../../format/clock';
import { ask } from '../../store/ask';
import { useAnswer } from '../../store/answer';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { SettledInput } from '../../ui/settled-input';
import styles from './replay.module.css';

interface DaysProps {
  readonly source: ReplaySource;
}

/** What a source holds, and the day of it that is to be played. */
export function RecordingDays({ source }: DaysProps) {
  if (source.kind === 'shipped')
    return <DayForm source={source.id} symbol={null} days={source.days ?? []} times={[]} />;
  return source.kind === 'recorded' ? <RecordedDays source={source} /> : <FileDays source={source} />;
}

/** Each recorded day is a file of its own. */
function RecordedDays({ source: { id, days } }: DaysProps) {
  const [day, setDay] = useState<string | null>(null);
  const shown = day ?? days?.[0] ?? '';
  const { contents, problem } = useContents({ source: id, day: shown, symbol: null });
  return (
    <>
      <Holds contents={contents} problem={problem} />
      <DayForm source={id} symbol={null} days={days ?? []} times={contents?.days ?? []} onChosen={setDay} />
    </>
  );
}

function FileDays({ source: { id } }: DaysProps) {
  const [symbol, setSymbol] = useState('');
  const wanted = symbol.trim() === '' ? null : symbol.trim().toUpperCase();
  const { contents, problem } = useContents({ source: id, day: null, symbol: wanted });
  const days = contents?.days.map(({ date }) => date) ?? [];
  return (
    <>
      <Holds contents={contents} problem={problem} />
      <Field label="Symbol" hint="One of several in the file, or what it is of. Enter reads it.">
        {({ id: input, describedBy }) => (
          <SettledInput id={input} describedBy={describedBy} value={symbol} onSettle={setSymbol} />
        )}
      </Field>
      <DayForm source={id} symbol={wanted} days={days} times={contents?.days ?? []} />
    </>
  );
}

function useContents(look: z.input<typeof lookChoice>): {
  readonly contents: ReplayContents | null;
  readonly problem: string | null;
} {
  const { reply, problem } = useAnswer('playback.look', look);
  return { contents: reply?.ok === true ? reply.value : null, problem };
}

interface HoldsProps {
  readonly contents: ReplayContents | null;
  readonly problem: string | null;
}

function Holds({ contents, problem }: HoldsProps) {
  if (problem !== null)
    return (
      <p role="alert" className={styles.problem}>
        {problem}
      </p>
    );
  if (contents === null) return null;
  const { symbols, instruments, interval, modelled, notes } = contents;
  const recorded = interval === 'snapshots' ? 'as recorded' : `${interval} candles`;
  return (
    <div className={styles.holds}>
      <p>
        <strong>{symbols.join(', ')}</strong>: {instruments === 1 ? '1 instrument' : `${instruments} instruments`},{' '}
        {recorded}
      </p>
      {[...modelled.map((what) => `Modelled: ${what}`), ...notes].map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </div>
  );
}

interface DayFormProps {
  readonly source: string;
  readonly symbol: string | null;
  readonly days: readonly string[];
  readonly times: ReplayContents['days'];
  readonly onChosen?: (day: string) => void;
}

function DayForm({ source, symbol, days, times, onChosen }: DayFormProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [isOpening, setOpening] = useState(false);
  const day = chosen !== null && days.includes(chosen) ? chosen : days[0];
  const label = (date: string) => {
    const time = times.find((each) => each.date === date);
    return time ? `${formatDate(date)}, ${formatMinute(time.from)}–${formatMinute(time.to)}` : formatDate(date);
  };
  const open = async () => {
    if (day === undefined) return;
    setOpening(true);
    await ask('playback.open', { source, symbol, day });
    setOpening(false);
  };
  return (
    <div className={styles.actions}>
      <Select
        aria-label="Day to play"
        value={day ?? ''}
        disabled={days.length === 0}
        options={days.map((date) => ({ value: date, label: label(date) }))}
        onChange={(date) => {
          setChosen(date);
          onChosen?.(date);
        }}
      />
      <Button
        size="small"
        tone="primary"
        disabled={day === undefined || isOpening}
        title="Opens the day at its beginning, and stands still there"
        onPress={open}
      >
        {isOpening ? 'Opening…' : 'Open day'}
      </Button>
    </div>
  );
}
