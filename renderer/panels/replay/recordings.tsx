import { useState } from 'react';
import { FolderOpen } from 'lucide-react';
import { nameOfFiles, type ReplaySource } from '#shared/ipc/playback';
import { formatDate } from '../../format/clock';
import { formatBytes, formatPercent } from '../../format/figures';
import { ask } from '../../store/ask';
import { useAnswer } from '../../store/answer';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/field';
import { classNames } from '../../ui/class-names';
import { RecordingDays } from './recording-days';
import styles from './replay.module.css';

interface RecordingsProps {
  /** What is being played. */
  readonly source: string;
  /** How much was read of what is looked at or opened, as a fraction. */
  readonly reading: number | null;
}

/** More than that are looked for by name. */
const MANY = 12;
/** A download or a day that ends shall appear without being asked for. */
const RELOAD_MS = 10_000;

/** Everything that can be played: what came with the program, what the desk recorded, and files of one's own. */
export function Recordings({ source, reading }: RecordingsProps) {
  const { reply, problem } = useAnswer('playback.sources', undefined, { everyMs: RELOAD_MS });
  const [chosen, setChosen] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
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
      {all.length > MANY && (
        <TextInput aria-label="Filter recordings" placeholder="Filter by name" value={filter} onChange={setFilter} />
      )}
      <Sources
        sources={all.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()))}
        shown={shown?.id ?? null}
        played={source}
        onChoose={setChosen}
      />
      {shown && <RecordingDays key={shown.id} source={shown} />}
      {/* Last, so that what a person is about to press stays where it is. */}
      {reading !== null && <Reading share={reading} />}
    </section>
  );
}

/** The rows are read; what is left is to put their days in order. */
const READ = 0.99;

function Reading({ share }: { readonly share: number }) {
  return (
    <div className={styles.actions}>
      <progress aria-label="Read" value={share} />
      <span className={styles.note}>{share < READ ? `${formatPercent(share, 0)} read` : 'Laying out the day'}</span>
      <Button size="small" onPress={() => ask('playback.cancel')}>
        Cancel
      </Button>
    </div>
  );
}

interface SourcesProps {
  readonly sources: readonly ReplaySource[];
  readonly shown: string | null;
  readonly played: string;
  readonly onChoose: (id: string) => void;
}

/** The list scrolls by itself: what is done with the chosen one stays in sight beneath it. */
function Sources({ sources, shown, played, onChoose }: SourcesProps) {
  if (sources.length === 0) return <p className={styles.note}>No recording is called so.</p>;
  return (
    <div className={styles.box}>
      <table className={styles.sources} aria-label="Sources">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col" className={styles.number}>
              Holds
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((each) => (
            <SourceRow
              key={each.id}
              each={each}
              isShown={each.id === shown}
              isPlayed={each.id === played}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
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
      <td className={styles.number} title={days === null ? undefined : spanOf(days)}>
        {[days === null ? '' : countOf(days), bytes === 0 ? '' : formatBytes(bytes)].filter(Boolean).join(', ')}
      </td>
    </tr>
  );
}

/** '18 Aug 2026', '12 days'. */
function countOf(days: readonly string[]): string {
  return days.length > 1 ? `${days.length} days` : spanOf(days);
}

/** '18 Aug 2026', '2 Aug 2026 – 18 Aug 2026'. */
function spanOf(days: readonly string[]): string {
  const [last, first] = [days[0], days.at(-1)];
  if (last === undefined || first === undefined) return 'none yet';
  return first === last ? formatDate(last) : `${formatDate(first)} – ${formatDate(last)}`;
}

/** Files that were chosen together are one recording. */
function filesOf(id: string): ReplaySource {
  return { id, kind: 'file', name: nameOfFiles(id), bytes: 0, days: null };
}
