import { useState } from 'react';
import { DESK_MODES, type DeskMode } from '#shared/ipc/settings';
import { askQuietly } from '../../store/ask';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Said, useSaid } from '../../ui/said';
import type { SectionProps } from './section-props';
import { openSettings } from './settings-request';
import styles from './settings.module.css';

interface ModeWords {
  readonly name: string;
  readonly prices: string;
  readonly orders: string;
  /** What a person should know before switching to it. */
  readonly about: string;
}

const WORDS: Readonly<Record<DeskMode, ModeWords>> = {
  demo: {
    name: 'Demo',
    prices: 'A recorded day, replayed at 1× to 60×',
    orders: 'Go to the built-in exchange: no account, no money',
    about: 'The demo goes on where it was left, with its own trades, strategies and results.',
  },
  paper: {
    name: 'Paper',
    prices: "Today's market, live from Kite",
    orders: 'Simulated here by the same matching rules: no money',
    about:
      'Paper needs your Kite API key and a login each morning, for the prices. No order ever leaves this computer. It keeps an account, trades and results of its own.',
  },
  live: {
    name: 'Live',
    prices: "Today's market, live from Kite",
    orders: 'Go to your broker: real orders, real money',
    about:
      'In Live every order of a strategy is a real one, and losses are real and can exceed what you put in. Switching arms nothing: entries are refused until you type LIVE, anew in each session. Stops and targets work only while KiteDesk runs.',
  },
};

/** Which market the desk trades, and with whose money. */
export function ModeSection({ settings, onChanged }: SectionProps) {
  const { saying, done, failed } = useSaid();
  const [chosen, setChosen] = useState<DeskMode>(settings.mode);
  const { name, about } = WORDS[chosen];
  const switchMode = async () => {
    const { reply, problem } = await askQuietly('settings.setMode', { mode: chosen });
    if (reply?.ok !== true) return failed(problem ?? 'The desk did not answer.');
    await onChanged();
    if (chosen !== 'demo' && !settings.kite.isLoggedIn) return openSettings('account');
    done(`The desk is in ${name} now.`);
  };
  return (
    <div className={styles.form}>
      <div className={styles.modes} role="radiogroup" aria-label="Mode">
        {DESK_MODES.map((mode) => (
          <ModeCard
            key={mode}
            mode={mode}
            isCurrent={mode === settings.mode}
            isChosen={mode === chosen}
            onChoose={setChosen}
          />
        ))}
      </div>
      <p className={styles.prose}>{about}</p>
      {chosen !== settings.mode && (
        <div className={styles.actions}>
          <p className={styles.aside}>
            The open desk is closed first, which is refused while it has open trades. Running strategies stop with it.
          </p>
          <Button tone={chosen === 'live' ? 'danger-solid' : 'primary'} onPress={switchMode}>
            Switch to {name}
          </Button>
        </div>
      )}
      <Said saying={saying} />
    </div>
  );
}

interface ModeCardProps {
  readonly mode: DeskMode;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (mode: DeskMode) => void;
}

function ModeCard({ mode, isCurrent, isChosen, onChoose }: ModeCardProps) {
  const { name, prices, orders } = WORDS[mode];
  return (
    <label className={styles.mode} data-mode={mode} data-chosen={isChosen}>
      <span className={styles.modeHead}>
        <input type="radio" name="mode" checked={isChosen} onChange={() => onChoose(mode)} />
        <strong>{name.toUpperCase()}</strong>
        {isCurrent && <Badge>open now</Badge>}
      </span>
      <dl className={styles.modeFacts}>
        <dt>Prices</dt>
        <dd>{prices}</dd>
        <dt>Orders</dt>
        <dd>{orders}</dd>
      </dl>
    </label>
  );
}
