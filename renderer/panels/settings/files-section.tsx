import { FileInput, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { ImportReport } from '#shared/ipc/settings';
import { askQuietly } from '../../store/ask';
import { Button } from '../../ui/button';
import { Said, useSaid } from '../../ui/said';
import type { SectionProps } from './section-props';
import styles from './settings.module.css';

/** Where everything is kept, and what an older program's configuration brings along. */
export function FilesSection({ settings, onChanged }: SectionProps) {
  const { saying, done, failed } = useSaid();
  const [report, setReport] = useState<ImportReport | null>(null);
  const openFolder = async () => {
    const { problem } = await askQuietly('app.openDataFolder');
    if (problem !== null) failed(problem);
  };
  const importFile = async () => {
    const { reply, problem } = await askQuietly('settings.import');
    if (reply?.ok === true && reply.value === null) return;
    const brought = reply?.ok === true ? reply.value : null;
    setReport(brought);
    if (brought === null) return failed(problem ?? 'The desk did not answer.');
    const { taken, ignored, file } = brought;
    if (taken.length === 0) return failed(`${file}: nothing in it is known here, and nothing was changed.`);
    await onChanged();
    const lasting = settings.unprotected === null ? '' : ` Of secrets: ${settings.unprotected}.`;
    done(`${file}: ${count(taken.length, 'entry', 'entries')} taken, ${ignored.length} left out.${lasting}`);
  };
  return (
    <div className={styles.form}>
      <section className={styles.group} aria-label="Data folder">
        <h3>Data folder</h3>
        <p className={styles.path} data-selectable>
          {settings.dataDirectory}
        </p>
        <div className={styles.actions}>
          <p className={styles.aside}>Journals, trades, calls, ticks, logs and settings; each mode keeps its own.</p>
          <Button icon={<FolderOpen size={14} />} onPress={openFolder}>
            Open
          </Button>
        </div>
      </section>
      <section className={styles.group} aria-label="Import">
        <h3>Import</h3>
        <div className={styles.actions}>
          <p className={styles.aside}>
            Takes over the config.conf or config.json of the Python programs. Secrets in it are stored as secrets and
            not shown.
          </p>
          <Button icon={<FileInput size={14} />} onPress={importFile}>
            Choose a file…
          </Button>
        </div>
        <Said saying={saying} />
        {report !== null && <Report report={report} />}
      </section>
    </div>
  );
}

function Report({ report: { taken, ignored } }: { readonly report: ImportReport }) {
  return (
    <div className={styles.report}>
      <Lines title="Taken" lines={taken} />
      <Lines title="Left out, and why" lines={ignored} />
    </div>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
