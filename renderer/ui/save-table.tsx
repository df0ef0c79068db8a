import { Download } from 'lucide-react';
import { istClock } from '#shared/domain/time';
import { toCsv, type CsvColumn } from '../format/csv';
import { ask } from '../store/ask';
import { deskNow } from '../store/desk';
import { tell } from '../store/toasts';
import { IconButton } from './button';

interface SaveTableProps<Row> {
  /** In lower case: the beginning of the file's name. */
  readonly name: string;
  /** The rows, or what gathers them when they are wanted. */
  readonly rows: readonly Row[] | (() => readonly Row[]);
  readonly columns: readonly CsvColumn<Row>[];
}

/** Saves a table as CSV in the data folder, and says where. */
export function SaveTable<Row>({ name, rows, columns }: SaveTableProps<Row>) {
  const save = async () => {
    const wanted = typeof rows === 'function' ? rows() : rows;
    const { date, at } = deskNow().desk.desk;
    const file = `${name}_${date}_${istClock(at).replaceAll(':', '-')}`;
    const reply = await ask('app.saveTable', { name: file, csv: toCsv(wanted, columns) });
    if (reply?.ok === true) tell({ tone: 'good', title: `Saved ${wanted.length} rows`, detail: reply.value.path });
  };
  return (
    <IconButton
      label={`Save ${name} as CSV in the data folder`}
      icon={<Download size={13} />}
      disabled={typeof rows !== 'function' && rows.length === 0}
      onPress={save}
    />
  );
}
