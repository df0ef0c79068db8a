import { useState } from 'react';
import type { AlertsView } from '#shared/ipc/alerts';
import { askQuietly } from '../../store/ask';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Said, useSaid } from '../../ui/said';
import type { AlertsProps } from './alerts-props';
import styles from './alerts-panel.module.css';

type Tested = 'computer' | 'telegram' | 'webhook';

/** Where alerts go besides the desk's own notices. A secret goes in and never comes out. */
export function DeliverySettings({ alerts, onChanged }: AlertsProps) {
  return (
    <div className={styles.settings}>
      <section aria-label="Notification">
        <h3>Notification</h3>
        <p>On the computer's own screen. The sound is played by this window.</p>
        <Test channel="computer" onChanged={onChanged} />
      </section>
      <TelegramSection telegram={alerts.telegram} onChanged={onChanged} />
      <WebhookSection webhook={alerts.webhook} onChanged={onChanged} />
    </div>
  );
}

interface SectionProps {
  readonly onChanged: () => void;
}

function TelegramSection({ telegram, onChanged }: SectionProps & { readonly telegram: AlertsView['telegram'] }) {
  const [token, setToken] = useState('');
  const [chat, setChat] = useState(telegram.chat);
  const { saying, done, failed } = useSaid();
  const isChanged = token !== '' || chat.trim() !== telegram.chat;
  const save = async () => {
    const problem = await saveTelegram(token, chat);
    onChanged();
    if (problem !== null) return failed(problem);
    setToken('');
    done('Saved.');
  };
  return (
    <section aria-label="Telegram">
      <h3>
        Telegram{' '}
        <Badge tone={telegram.hasToken ? 'good' : 'neutral'}>{telegram.hasToken ? 'Token kept' : 'No token'}</Badge>
      </h3>
      <p>Make a bot with @BotFather, write to it once, and enter its token and the id of your chat.</p>
      <TextField
        label="Bot token"
        hint="Kept encrypted, and never shown again."
        type="password"
        value={token}
        onChange={setToken}
      />
      <TextField label="Chat id" value={chat} maxLength={60} placeholder="123456789" onChange={setChat} />
      <div className={styles.buttons}>
        <Button size="small" tone="primary" disabled={!isChanged} onPress={save}>
          Save
        </Button>
        {telegram.hasToken && <Forget which="telegram" label="Forget the token" onChanged={onChanged} />}
      </div>
      <Said saying={saying} />
      <Test channel="telegram" isOff={!telegram.hasToken || telegram.chat === ''} onChanged={onChanged} />
    </section>
  );
}

/** Answers the first problem, in words. */
async function saveTelegram(token: string, chat: string): Promise<string | null> {
  if (token !== '') {
    const { problem } = await askQuietly('alerts.setSecret', { which: 'telegram', value: token });
    if (problem !== null) return problem;
  }
  return (await askQuietly('alerts.setChat', { chat })).problem;
}

function WebhookSection({ webhook, onChanged }: SectionProps & { readonly webhook: string | null }) {
  const [address, setAddress] = useState('');
  const { saying, done, failed } = useSaid();
  const save = async () => {
    const { problem } = await askQuietly('alerts.setSecret', { which: 'webhook', value: address });
    onChanged();
    if (problem !== null) return failed(problem);
    setAddress('');
    done('Saved.');
  };
  return (
    <section aria-label="Outgoing webhook">
      <h3>
        Outgoing webhook <Badge tone={webhook === null ? 'neutral' : 'good'}>{webhook ?? 'No address'}</Badge>
      </h3>
      <p>
        A JSON message by POST: https to a public address, or any program on this computer. Redirects are not followed.
      </p>
      <TextField
        label="Address"
        hint="Kept like a secret: whoever has it may send there."
        value={address}
        maxLength={500}
        placeholder="https://hooks.example.com/…"
        onChange={setAddress}
      />
      <div className={styles.buttons}>
        <Button size="small" tone="primary" disabled={address === ''} onPress={save}>
          Save
        </Button>
        {webhook !== null && <Forget which="webhook" label="Forget the address" onChanged={onChanged} />}
      </div>
      <Said saying={saying} />
      <Test channel="webhook" isOff={webhook === null} onChanged={onChanged} />
    </section>
  );
}

interface ForgetProps extends SectionProps {
  readonly which: 'telegram' | 'webhook';
  readonly label: string;
}

function Forget({ which, label, onChanged }: ForgetProps) {
  return (
    <Button size="small" onPress={() => askQuietly('alerts.forgetSecret', { which }).then(onChanged)}>
      {label}
    </Button>
  );
}

const TESTS: Readonly<Record<Tested, string>> = {
  computer: 'Test notification',
  telegram: 'Test Telegram',
  webhook: 'Test webhook',
};

interface TestProps extends SectionProps {
  readonly channel: Tested;
  readonly isOff?: boolean;
}

/** Sends a message now, and says whether it arrived. */
function Test({ channel, isOff = false, onChanged }: TestProps) {
  const { saying, done, failed } = useSaid();
  const test = async () => {
    const { problem } = await askQuietly('alerts.test', { channel });
    onChanged();
    if (problem === null) done('It arrived.');
    else failed(problem);
  };
  return (
    <>
      <div className={styles.buttons}>
        <Button size="small" disabled={isOff} onPress={test}>
          {TESTS[channel]}
        </Button>
      </div>
      <Said saying={saying} />
    </>
  );
}
