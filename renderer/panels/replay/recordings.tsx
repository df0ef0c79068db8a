import { useState } from 'react';
import { FolderOpen } from 'lucide-react';
import { nameOfFiles, type ReplaySource } from '#shared/ipc/playback';
import { formatDate } from '../../format/clock';
import { formatBytes, formatPercent } from '../../format/figures';
import { ask } from '../../store/ask';
import { useAnswer } from '../../store/answer';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { RecordingDays } from './recording-days';
import styles from './replay.module.css';

interface RecordingsProps {
  /** What is being played. */
  readonly source: string;
  /** How much was read of what is looked at or opened, as a fraction. */
  readonly reading: number | null;
}

/** A download or a day that ends shall appear without being asked for. */
const RELOAD_MS = 10_000;

/** Everything that can be played: what came with the program, what the desk recorded, and files of one's own. */
export function Recordings({ source, reading }: RecordingsProps) {
  const { reply, problem } = useAnswer('playback.sources', undefined, RELOAD_MS);
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState<readonly ReplaySource[]>([]);
  const listed = reply?.ok === true ? reply.value : [];
  const all = [...listed, ...opened.filter(({ id }) => listed.every((each) => each.id !== id))];
  const shown = all.find(({ id }) => id === (chosen ?? source)) ?? all[0];
  const choose = async () => {
    const files = await ask('lab.chooseFiles');
    if (files?.ok !== true || files.value.length === 0) return;
    const id = files.value.join('\n');
    setOpened([...opened.filter((each) => each.id !== id), filesOf(id)]);
    setChosen(id);
  };
  return (
    <section className={styles.recordings} aria-label="Recordings">
      <div className={styles.head}>
        <h3>Recordings</h3>
        <Button
          size="small"
          icon={<FolderOpen size={12} />}
          title="Files chosen together are played as one recording, day after day"
          onPress={choose}
        >
          Browse
        </Button>
      </div>
      {problem !== null && <p className={styles.note}>{problem}</p>}
      <table className={styles.sources} aria-label="Sources">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Days</th>
            <th scope="col" className={styles.number}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((each) => (
            <SourceRow
              key={each.id}
              each={each}
              isShown={each === shown}
              isPlayed={each.id === source}
              onChoose={setChosen}
            />
          ))}
        </tbody>
      </table>
      {reading !== null && <Reading share={reading} />}
      {shown && <RecordingDays key={shown.id} source={shown} />}
    </section>
  );
}

/** The rows are read; what is left is to put their days in order. */
const READ = 0.99;

function Reading({ share }: { readonly share: number }) {
  return (
    <div className={styles.actions} role="status">
      <progress aria-label="Read" value={share} />
      <span className={styles.note}>{share < READ ? `${formatPercent(share, 0)} read` : 'Laying out the day'}</span>
      <Button size="small" onPress={() => ask('playback.cancel')}>
        Cancel
      </Button>
    </div>
  );
}

interface SourceRowProps {
  readonly each: ReplaySource;
  readonly isShown: boolean;
  readonly isPlayed: boolean;
  readonly onChoose: (id: string) => void;
}

function SourceRow({ each: { id, name, days, bytes }, isShown, isPlayed, onChoose }: SourceRowProps) {
  return (
    <tr className={classNames(isShown && styles.chosen)}>
      <td className={styles.name}>
        <button type="button" aria-pressed={isShown} title={id} onClick={() => onChoose(id)}>
          {name}
        </button>
        {isPlayed && <span className={styles.playing}>playing</span>}
      </td>
      <td>{days === null ? '' : spanOf(days)}</td>
      <td className={styles.number}>{bytes === 0 ? '' : formatBytes(bytes)}</td>
    </tr>
  );
}

/** '18 Aug 2026', '12 days, 2 Aug 2026 – 18 Aug 2026'. */
function spanOf(days: readonly string[]): string {
  const [last, first] = [days[0], days.at(-1)];
  if (last === undefined || first === undefined) return 'none yet';
  return days.length === 1 ? formatDate(last) : `${days.length} days, ${formatDate(first)} – ${formatDate(last)}`;
}

/** Files that were chosen together are one recording. */
function filesOf(id: string): ReplaySource {
  return { id, kind: 'file', name: nameOfFiles(id), bytes: 0, days: null };
}
