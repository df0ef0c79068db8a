import { useState } from 'react';
import { BAR_INTERVALS, type BarInterval } from '#shared/domain/bars';
import { addDays } from '#shared/domain/time';
import type { InstrumentView } from '#shared/ipc/views';
import { askQuietly } from '../../store/ask';
import { useDeskView } from '../../store/desk';
import { Button } from '../../ui/button';
import { Field, TextInput } from '../../ui/field';
import { Said, useSaid } from '../../ui/said';
import { SelectField } from '../../ui/select';
import styles from './data.module.css';
import { InstrumentPicker } from './instrument-picker';

/** Which candles to download. */
export function DownloadForm({ onBegun }: { readonly onBegun: () => void }) {
  const today = useDeskView(({ date }) => date);
  const [chosen, setChosen] = useState<readonly InstrumentView[]>([]);
  const [interval, setInterval] = useState<BarInterval>('1m');
  const [from, setFrom] = useState(() => addDays(today, -30));
  const [to, setTo] = useState(today);
  const { saying, failed, quiet } = useSaid();
  const begin = async () => {
    const instruments = chosen.map(({ id }) => id);
    const { problem } = await askQuietly('data.download', { instruments, interval, from, to });
    // The list below shows how far it has come.
    if (problem === null) quiet();
    else failed(problem);
    onBegun();
  };
  return (
    <div className={styles.form}>
      <Field label="Instruments">{({ id }) => <InstrumentPicker id={id} chosen={chosen} onChange={setChosen} />}</Field>
      <SelectField
        label="Bars"
        value={interval}
        onChange={setInterval}
        options={BAR_INTERVALS.map((value) => ({ value, label: value }))}
      />
      <Field label="From">
        {({ id }) => <TextInput id={id} type="date" value={from} max={to} onChange={setFrom} />}
      </Field>
      <Field label="To">{({ id }) => <TextInput id={id} type="date" value={to} onChange={setTo} />}</Field>
      <Button tone="primary" disabled={chosen.length === 0} onPress={begin}>
        Download
      </Button>
      <Said saying={saying} />
    </div>
  );
}
