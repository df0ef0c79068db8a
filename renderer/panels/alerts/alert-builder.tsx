import { useState } from 'react';
import { alertChoice, alertText, type AlertChoice } from '#shared/ipc/webhooks';
import { askQuietly } from '../../store/ask';
import { useDeskView } from '../../store/desk';
import { Button } from '../../ui/button';
import { Field, TextField } from '../../ui/field';
import { NumberInput } from '../../ui/number-field';
import { Said, useSaid } from '../../ui/said';
import { Select } from '../../ui/select';
import styles from './alerts-panel.module.css';

const FORMS = [
  { value: 'price', label: 'Price: builds levels' },
  { value: 'buy', label: 'Buy' },
  { value: 'sell', label: 'Sell' },
] as const satisfies readonly { value: AlertChoice['form']; label: string }[];

/** Builds the message of a TradingView alert. It is copied with the secret, and shown without it. */
export function AlertBuilder() {
  const [form, setForm] = useState<AlertChoice['form']>('price');
  const [symbol, setSymbol] = useState('{{ticker}}');
  const [quantity, setQuantity] = useState<number | null>(65);
  const { saying, done, failed } = useSaid();
  const isDemo = useDeskView(({ mode }) => mode === 'demo');
  const choice = alertChoice.safeParse({ form, symbol, quantity });
  const copy = async () => {
    if (!choice.success) return;
    const { problem } = await askQuietly('webhooks.copyAlert', choice.data);
    if (problem === null) done("Copied, with the secret. Paste it as the alert's message.");
    else failed(problem);
  };
  return (
    <section className={styles.builder} aria-label="TradingView alert">
      <div className={styles.builderFields}>
        <Field label="TradingView alert">
          {({ id }) => <Select id={id} value={form} options={FORMS} onChange={setForm} />}
        </Field>
        <TextField label="Symbol" value={symbol} maxLength={60} onChange={setSymbol} />
        <Field label="Quantity" error={quantity === null ? 'Expected whole units' : null}>
          {({ id }) => <NumberInput id={id} unit="units" value={quantity} onChange={setQuantity} />}
        </Field>
        <div className={styles.buttons}>
          <Button size="small" tone="primary" disabled={!choice.success} onPress={copy}>
            Copy the message
          </Button>
        </div>
        {isDemo && <p className={styles.hint}>In Demo no secret is asked for unless Settings say so.</p>}
        <Said saying={saying} />
      </div>
      <pre className={styles.message} data-selectable>
        {choice.success ? alertText(choice.data) : 'Expected a symbol and whole units'}
      </pre>
    </section>
  );
}
