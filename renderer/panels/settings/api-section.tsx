import { useState } from 'react';
import type { ApiSecretName, ApiView } from '#shared/ipc/api-settings';
import { askQuietly } from '../../store/ask';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Switch, TextField } from '../../ui/field';
import { Said, useSaid } from '../../ui/said';
import type { SectionProps } from './section-props';
import styles from './settings.module.css';

const STATES: Readonly<Record<ApiView['state'], { readonly word: string; readonly tone: Tone }>> = {
  on: { word: 'Answers', tone: 'good' },
  off: { word: 'Off in this mode', tone: 'neutral' },
  failed: { word: 'Does not answer', tone: 'danger' },
};

/** Where other programs reach this desk, in which modes, and with which secrets. */
export function ApiSection({ settings: { api }, onChanged }: SectionProps) {
  const { word, tone } = STATES[api.state];
  return (
    <div className={styles.form}>
      <p className={styles.prose}>
        Programs on this computer, and TradingView through a tunnel, work this desk by its API. Its address answers with
        a list of what it can do at /docs.
      </p>
      <p className={styles.aside}>
        <Badge tone={tone} dot>
          {word}
        </Badge>{' '}
        {api.url}
      </p>
      {api.problem !== null && <p role="alert">{api.problem}</p>}
      <Reach key={`${api.port} ${SWITCHES.map(({ name }) => api[name])}`} api={api} onChanged={onChanged} />
      <Secrets api={api} onChanged={onChanged} />
    </div>
  );
}

interface PartProps extends Pick<SectionProps, 'onChanged'> {
  readonly api: ApiView;
}

const SWITCHES = [
  { name: 'isEnabled', label: 'In Demo and Paper' },
  { name: 'isEnabledInLive', label: 'In Live' },
  { name: 'asksTokenInDemo', label: 'Ask for the token in Demo too' },
] as const;

function Reach({ api, onChanged }: PartProps) {
  const { saying, failed } = useSaid();
  // Typed as it is: a port has no thousands.
  const [typed, setTyped] = useState(String(api.port));
  const port = portOf(typed);
  const [chosen, setChosen] = useState({
    isEnabled: api.isEnabled,
    isEnabledInLive: api.isEnabledInLive,
    asksTokenInDemo: api.asksTokenInDemo,
  });
  const isChanged = port !== api.port || SWITCHES.some(({ name }) => chosen[name] !== api[name]);
  const save = async () => {
    if (port === null) return;
    const { problem } = await askQuietly('settings.setApi', { ...chosen, port });
    await onChanged();
    if (problem !== null) failed(problem);
  };
  return (
    <section className={styles.group} aria-label="Reach">
      <h3>Reach</h3>
      <table className={styles.table}>
        <tbody>
          {SWITCHES.map(({ name, label }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>
                <Switch
                  label={label}
                  checked={chosen[name]}
                  onChange={(isOn) => setChosen({ ...chosen, [name]: isOn })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TextField
        label="Port"
        hint={`On ${api.host}, from 1024 to 65535.`}
        error={port === null ? 'Expected a whole number from 1024 to 65535' : null}
        inputMode="numeric"
        maxLength={5}
        value={typed}
        onChange={setTyped}
      />
      <div className={styles.actions}>
        <Button tone="primary" disabled={!isChanged || port === null} onPress={save}>
          Save
        </Button>
      </div>
      <Said saying={saying} />
    </section>
  );
}

/** Null for what is no port that a program of a person may take. */
function portOf(typed: string): number | null {
  const port = /^\d+$/.test(typed.trim()) ? Number(typed) : 0;
  return port >= 1_024 && port <= 65_535 ? port : null;
}

const SECRETS: readonly { readonly which: ApiSecretName; readonly label: string; readonly renew: string }[] = [
  { which: 'token', label: 'Token', renew: 'New token' },
  { which: 'webhookSecret', label: 'Webhook secret', renew: 'New webhook secret' },
];

/** Shown by their last letters; whole they go to the clipboard alone. */
function Secrets({ api, onChanged }: PartProps) {
  const { saying, done, failed } = useSaid();
  const act = async (name: 'settings.copyApiSecret' | 'settings.renewApiSecret', which: ApiSecretName) => {
    const { problem } = await askQuietly(name, { which });
    await onChanged();
    if (problem !== null) return failed(problem);
    done(name === 'settings.copyApiSecret' ? 'Copied.' : 'Whoever has the old one is shut out.');
  };
  return (
    <section className={styles.group} aria-label="Secrets">
      <h3>Secrets</h3>
      <table className={styles.table}>
        <tbody>
          {SECRETS.map(({ which, label, renew }) => (
            <tr key={which}>
              <th scope="row">{label}</th>
              <td>{api[which] === '' ? 'made when the API first starts' : api[which]}</td>
              <td>
                <Button
                  size="small"
                  aria-label={`Copy the ${label.toLowerCase()}`}
                  disabled={api[which] === ''}
                  onPress={() => act('settings.copyApiSecret', which)}
                >
                  Copy
                </Button>
              </td>
              <td>
                <Button size="small" onPress={() => act('settings.renewApiSecret', which)}>
                  {renew}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Said saying={saying} />
    </section>
  );
}
