import { FONT_SIZES, useUi, type AlertLevel, type Theme } from '../../store/ui';
import { Field, Switch } from '../../ui/field';
import { SelectField } from '../../ui/select';
import styles from './settings.module.css';

const THEMES = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'As the computer has it' },
] as const satisfies readonly { value: Theme; label: string }[];

/** How the desk looks here. It changes at once and needs no saving. */
export function AppearanceSection() {
  const { theme, fontSize, isFlashing, setTheme, setFontSize, setFlashing } = useUi();
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <SelectField
          label="Theme"
          hint="Gains and losses stay apart without colour in each."
          value={theme}
          options={THEMES}
          onChange={setTheme}
        />
        <SelectField
          label="Text size"
          hint="Everything grows with it."
          value={String(fontSize)}
          options={FONT_SIZES.map((size) => ({ value: String(size), label: `${size} px` }))}
          onChange={(size) => setFontSize(Number(size))}
        />
        <Field label="Light up changes" hint="A figure that changes is lit for a moment.">
          {({ id, describedBy }) => (
            <Switch
              id={id}
              describedBy={describedBy}
              label="Light up changes"
              checked={isFlashing}
              onChange={setFlashing}
            />
          )}
        </Field>
        <AlertField level="error" label="Errors" hint="Rejected orders, a lost connection, a limit that was reached." />
        <AlertField level="warning" label="Warnings" hint="Stops and targets that were hit, refusals, differences." />
      </div>
    </div>
  );
}

const MANNERS = [
  { value: 'quiet', label: 'On the desk only' },
  { value: 'shown', label: 'Notification when I look elsewhere' },
  { value: 'heard', label: 'Notification and sound' },
] as const;

interface AlertFieldProps {
  readonly level: AlertLevel;
  readonly label: string;
  readonly hint: string;
}

/** How notices of one level reach somebody who looks elsewhere. */
function AlertField({ level, label, hint }: AlertFieldProps) {
  const alerts = useUi((ui) => ui.alerts);
  const setAlerts = useUi((ui) => ui.setAlerts);
  const { isShown, isHeard } = alerts[level];
  const manner = isHeard ? 'heard' : isShown ? 'shown' : 'quiet';
  return (
    <SelectField
      label={label}
      hint={hint}
      value={manner}
      options={MANNERS}
      onChange={(next) => setAlerts({ ...alerts, [level]: { isShown: next !== 'quiet', isHeard: next === 'heard' } })}
    />
  );
}
