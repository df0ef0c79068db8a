import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { formatBytes } from '../../format/figures';
import { useAnswer } from '../../store/answer';
import { ask } from '../../store/ask';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field } from '../../ui/field';
import { SettledInput } from '../../ui/settled-input';
import styles from './data.module.css';
import { ImportMapping } from './import-mapping';

/** Candles of any table, as files that charts, the Lab and the command line read. */
export function ImportView() {
  const [file, setFile] = useState('');
  const { reply, again } = useAnswer('lab.sources', undefined);
  const files = reply?.ok === true ? reply.value.files : [];
  const choose = async () => {
    const chosen = await ask('lab.chooseFiles');
    if (chosen?.ok === true && chosen.value[0] !== undefined) setFile(chosen.value[0]);
  };
  return (
    <div className={styles.main}>
      <div className={styles.form}>
        <div className={styles.file}>
          <Field label="File of candles">
            {({ id }) => (
              <SettledInput key={file} id={id} value={file} placeholder="CSV or Parquet" onSettle={setFile} />
            )}
          </Field>
        </div>
        <Button icon={<FolderOpen size={13} />} onPress={choose}>
          Browse
        </Button>
      </div>
      {file === '' ? (
        <EmptyState title="Choose a file of candles">
          Its columns and times are guessed, and shown before anything is written. {countOf(files.length)}
          <Button size="small" tone="ghost" onPress={() => ask('data.openFolder', { date: null })}>
            Open folder
          </Button>
        </EmptyState>
      ) : (
        <ImportMapping key={file} file={file} onImported={again} />
      )}
      {files.length > 0 && (
        <ul className={styles.kept} aria-label="Candles in the data folder">
          {files.slice(0, MOST_KEPT).map(({ path, name, bytes }) => (
            <li key={path} title={path}>
              {name} <span>{formatBytes(bytes)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The newest are what a person looks for after an import. */
const MOST_KEPT = 6;

function countOf(files: number): string {
  if (files === 0) return 'The data folder holds no candles yet.';
  return files === 1
    ? 'The data folder holds one file of candles.'
    : `The data folder holds ${files} files of candles.`;
}
