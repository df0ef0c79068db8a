import type { Mode } from '#shared/ipc/views';
import { useDeskView } from '../../store/desk';
import { Tip } from '../../ui/tooltip';
import styles from './top-bar.module.css';

const ABOUT: Readonly<Record<Mode, string>> = {
  demo: 'A recorded day on the built-in exchange. No account, no real money.',
  paper: "Today's market with simulated orders. No real money.",
  live: 'Real orders, real money.',
  replay: 'Recorded data with simulated orders.',
};

/** The mode, in word and colour, at every moment. */
export function ModeBadge() {
  const mode = useDeskView((desk) => desk.mode);
  return (
    <Tip content={ABOUT[mode]}>
      <output className={styles.mode} data-mode={mode} data-testid="mode" aria-label={`Mode: ${mode}`}>
        {mode.toUpperCase()}
      </output>
    </Tip>
  );
}
