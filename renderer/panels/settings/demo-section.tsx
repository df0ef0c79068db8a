import { useState } from 'react';
import { askQuietly } from '../../store/ask';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select';
import { Said, useSaid } from '../../ui/said';
import type { SectionProps } from './section-props';
import styles from './settings.module.css';

const SPEEDS = [1, 5, 15, 60] as const;
/** A select's values are text. */
const LEFT_OFF = '';

/** How the demo begins. What is on the screen now is ruled from the top bar. */
export function DemoSection({ settings: { demo }, onChanged }: SectionProps) {
  const { saying, done, failed } = useSaid();
  const [day, setDay] = useState(demo.day ?? LEFT_OFF);
  const [speed, setSpeed] = useState(demo.speed);
  const isChanged = day !== (demo.day ?? LEFT_OFF) || speed !== demo.speed;
  const save = async () => {
    const { problem } = await askQuietly('settings.setDemo', { day: day === LEFT_OFF ? null : day, speed });
    if (problem !== null) return failed(problem);
    await onChanged();
    done('Saved. It holds from when the demo is opened next.');
  };
  const days = [
    { value: LEFT_OFF, label: 'Where it was left; first the newest' },
    ...demo.days.map(({ id, label }) => ({ value: id, label })),
  ];
  const speeds = [...new Set([...SPEEDS, demo.speed])].toSorted((a, b) => a - b);
  return (
    <div className={styles.form}>
      <p className={styles.prose}>
        The demo plays a recorded market. Choose how it begins when it is opened; day and speed of the one that is open
        are in the top bar.
      </p>
      <div className={styles.fields}>
        <SelectField
          label="Day"
          hint="A day that was begun goes on from where it was left."
          value={day}
          options={days}
          onChange={setDay}
        />
        <SelectField
          label="Speed"
          hint="How fast the recorded clock runs."
          value={String(speed)}
          options={speeds.map((each) => ({ value: String(each), label: `${each}×` }))}
          onChange={(next) => setSpeed(Number(next))}
        />
      </div>
      <div className={styles.actions}>
        <Button tone="primary" disabled={!isChanged} onPress={save}>
          Save
        </Button>
      </div>
      <Said saying={saying} />
    </div>
  );
}
