import { useState } from 'react';
import type { SettingsView } from '#shared/ipc/settings';
import { askQuietly } from '../../store/ask';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { draftOfAccount, faultsOfAccount, type AccountDraft, type AccountFaults } from './account-draft';
import { Said, useSaid } from '../../ui/said';
import type { SectionProps } from './section-props';
import styles from './settings.module.css';

/** The Kite Connect app that the desk speaks for, and the day's session with it. */
export function AccountSection({ settings, onChanged }: SectionProps) {
  return (
    <div className={styles.form}>
      {settings.kite.root !== null && (
        <p className={styles.prose}>
          Instead of Kite this desk talks to <code data-selectable>{settings.kite.root}</code>, as settings.json says.
        </p>
      )}
      <Credentials settings={settings} onChanged={onChanged} />
      <KiteSession settings={settings} onChanged={onChanged} />
    </div>
  );
}

function Credentials({ settings: { kite, unprotected }, onChanged }: SectionProps) {
  const { saying, done, failed } = useSaid();
  const [draft, setDraft] = useState(() => draftOfAccount(kite));
  const faults = faultsOfAccount(draft);
  const isAccountChanged = draft.apiKey.trim() !== kite.apiKey || draft.redirectUrl.trim() !== kite.redirectUrl;
  const apiSecret = draft.apiSecret.trim();
  const canSave = (isAccountChanged || apiSecret !== '') && Object.keys(faults).length === 0;

  const save = async () => {
    const problem = await saveAccount(isAccountChanged ? draft : null, apiSecret);
    await onChanged();
    if (problem !== null) return failed(problem);
    setDraft({ ...draft, apiKey: draft.apiKey.trim(), redirectUrl: draft.redirectUrl.trim(), apiSecret: '' });
    const lasting = unprotected === null ? 'It is kept, encrypted by the system.' : `${unprotected}.`;
    done(apiSecret === '' ? 'Saved.' : `Saved. The API secret is not shown again. ${lasting}`);
  };
  const forget = async () => {
    const { problem } = await askQuietly('settings.forgetApiSecret');
    await onChanged();
    if (problem === null) done('The API secret is forgotten.');
    else failed(problem);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save();
      }}
    >
      <AccountFields draft={draft} faults={faults} state={kite.apiSecret} onChange={setDraft} />
      <div className={styles.actions}>
        <SecretState state={kite.apiSecret} unprotected={unprotected} />
        {kite.apiSecret !== 'none' && <Button onPress={forget}>Forget secret</Button>}
        <Button tone="primary" disabled={!canSave} onPress={save}>
          Save
        </Button>
      </div>
      <Said saying={saying} />
    </form>
  );
}

interface AccountFieldsProps {
  readonly draft: AccountDraft;
  readonly faults: AccountFaults;
  readonly state: SettingsView['kite']['apiSecret'];
  readonly onChange: (draft: AccountDraft) => void;
}

function AccountFields({ draft, faults, state, onChange }: AccountFieldsProps) {
  const fields = [
    { name: 'apiKey', label: 'API key', hint: 'Of your app at developers.kite.trade.', type: 'text' },
    {
      name: 'apiSecret',
      label: 'API secret',
      hint: state === 'none' ? 'Goes to the desk and is never shown again.' : 'Leave empty to keep the one known.',
      type: 'password',
    },
    {
      name: 'redirectUrl',
      label: 'Redirect URL',
      hint: 'Exactly as registered with the app. Nothing has to listen there: the desk only reads where Kite sends you.',
      type: 'text',
    },
  ] as const;
  return (
    <div className={styles.fields}>
      {fields.map(({ name, label, hint, type }) => (
        <TextField
          key={name}
          label={label}
          hint={hint}
          error={faults[name] ?? null}
          type={type}
          maxLength={name === 'redirectUrl' ? 200 : 80}
          value={draft[name]}
          onChange={(text) => onChange({ ...draft, [name]: text })}
        />
      ))}
    </div>
  );
}

/** Sends what changed. Answers the first problem, in words. */
async function saveAccount(account: AccountDraft | null, apiSecret: string): Promise<string | null> {
  if (account !== null) {
    const { apiKey, redirectUrl } = account;
    const { problem } = await askQuietly('settings.setKite', { apiKey, redirectUrl: redirectUrl.trim() });
    if (problem !== null) return problem;
  }
  if (apiSecret === '') return null;
  return (await askQuietly('settings.setApiSecret', { apiSecret })).problem;
}

function SecretState({
  state,
  unprotected,
}: {
  readonly state: SettingsView['kite']['apiSecret'];
  readonly unprotected: string | null;
}) {
  const words = {
    none: <Badge tone="warn">API secret: not entered</Badge>,
    kept: <Badge tone="good">API secret: kept, encrypted by the system</Badge>,
    session: (
      <>
        <Badge tone="warn">API secret: known until the app ends</Badge> {unprotected}.
      </>
    ),
  } as const;
  return <p className={styles.aside}>{words[state]}</p>;
}

function KiteSession({ settings: { mode, kite }, onChanged }: SectionProps) {
  const { saying, done, failed } = useSaid();
  const act = async (name: 'session.login' | 'session.logout', success: string) => {
    const { problem } = await askQuietly(name);
    await onChanged();
    if (problem === null) done(success);
    else failed(problem);
  };
  const isReady = kite.apiKey !== '' && kite.apiSecret !== 'none';
  return (
    <section className={styles.group} aria-label="Session">
      <h3>Session</h3>
      <p className={styles.prose}>
        {mode === 'demo'
          ? 'The demo needs no account. Switch to Paper or Live, then log in.'
          : 'Kite ends every session at about 06:00, so log in once each trading morning. Logging out ends the session at Kite and wipes its token here.'}
      </p>
      <div className={styles.actions}>
        <p className={styles.aside}>
          <Badge tone={kite.isLoggedIn ? 'good' : 'neutral'}>{kite.isLoggedIn ? 'Logged in' : 'Not logged in'}</Badge>
        </p>
        {kite.isLoggedIn && (
          <Button onPress={() => act('session.logout', 'Logged out; the token is wiped.')}>Log out</Button>
        )}
        {mode !== 'demo' && (
          <Button
            tone={kite.isLoggedIn ? 'plain' : 'primary'}
            disabled={!isReady}
            onPress={() => act('session.login', 'Logged in; the desk is open.')}
          >
            {kite.isLoggedIn ? 'Log in again' : 'Log in'}
          </Button>
        )}
      </div>
      <Said saying={saying} />
    </section>
  );
}
