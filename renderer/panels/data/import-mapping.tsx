import { useState } from 'react';
import type { ImportRead, ImportView } from '#shared/ipc/import';
import { formatQty } from '../../format/figures';
import { askQuietly } from '../../store/ask';
import { useAnswer } from '../../store/answer';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, Switch } from '../../ui/field';
import { Said, useSaid } from '../../ui/said';
import styles from './data.module.css';
import { FIRST_IMPORT, importOf, type ImportDraft } from './import-draft';
import { ImportFields } from './import-fields';
import { ImportFindings } from './import-findings';
import { ImportSample } from './import-sample';

interface ImportMappingProps {
  readonly file: string;
  readonly onImported: () => void;
}

/** How one file is read: its columns and times on the left, what comes of them on the right. */
export function ImportMapping({ file, onImported }: ImportMappingProps) {
  const [draft, setDraft] = useState<ImportDraft>(FIRST_IMPORT);
  const { reply, problem, again } = useAnswer('lab.previewImport', importOf(file, draft));
  const view = reply?.ok === true ? reply.value : null;
  const imported = () => {
    again();
    onImported();
  };
  if (problem !== null) return <EmptyState title="The file cannot be read">{problem}</EmptyState>;
  if (view === null) return <EmptyState title="Reading the file…" />;
  return (
    <div className={styles.mapping}>
      <div className={styles.side}>
        <ImportFields view={view} draft={draft} onChange={setDraft} />
        <Act file={file} read={view.read} draft={draft} onChange={setDraft} onImported={imported} />
      </div>
      <Outcome view={view} />
    </div>
  );
}

function Outcome({ view }: { readonly view: ImportView }) {
  return (
    // What scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.strips} aria-label="Preview" tabIndex={0}>
      <ImportFindings read={view.read} />
      <ImportSample view={view} />
    </section>
  );
}

interface ActProps extends ImportMappingProps {
  readonly read: ImportRead;
  readonly draft: ImportDraft;
  readonly onChange: (draft: ImportDraft) => void;
}

/** What will be written, and the button that writes it. */
function Act({ file, read, draft, onChange, onImported }: ActProps) {
  const { saying, done, failed } = useSaid();
  const isFaulty = read.kind === 'read' && read.faultCount > 0;
  const name = read.kind === 'read' ? read.name : null;
  const save = async () => {
    const { reply, problem } = await askQuietly('lab.import', importOf(file, draft));
    if (reply?.ok === true) done(`${formatQty(reply.value.candles)} candles imported. The Lab offers them.`);
    else failed(problem ?? 'The desk did not answer');
    onImported();
  };
  return (
    <div className={styles.block}>
      {isFaulty && (
        <Field label="Leave faulty rows out">
          {({ id }) => (
            <Switch
              id={id}
              label="Leave faulty rows out"
              checked={draft.skipsFaulty}
              onChange={(skipsFaulty) => onChange({ ...draft, skipsFaulty })}
            />
          )}
        </Field>
      )}
      {name !== null && read.kind === 'read' && (
        <p className={styles.target}>
          {read.replaces ? 'Replaces' : 'Writes'} <span data-selectable>{name}</span>
        </p>
      )}
      <Button tone="primary" disabled={name === null} onPress={save}>
        Import
      </Button>
      <Said saying={saying} />
    </div>
  );
}
