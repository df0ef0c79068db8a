import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import { formatDecimal, formatSignedPercent } from '../../format/figures';
import { formatStrike, withSign } from '../../format/money';
import { IconButton } from '../../ui/button';
import { AS_IT_IS, isChanged, type WhatIf } from './payoff-picture';
import styles from './payoff.module.css';

interface WhatIfSlidersProps {
  /** Of the underlying now, in paise. */
  readonly price: number;
  readonly whatIf: WhatIf;
  readonly onChange: (whatIf: WhatIf) => void;
  /** Days until the last expiry held. */
  readonly daysLeft: number;
}

const LARGEST_MOVE = 0.05;
const LARGEST_IV = 0.15;
const HOURS = 24;

/** What the person supposes: a move of the underlying, a change of volatility, time gone by. */
export function WhatIfSliders({ price, whatIf, onChange, daysLeft }: WhatIfSlidersProps) {
  const supposed = formatStrike(Math.round((price * (1 + whatIf.move)) / 100) * 100);
  return (
    <div className={styles.sliders}>
      <Slider
        label="Spot"
        text={`${supposed} ${formatSignedPercent(whatIf.move)}`}
        range={{ min: -LARGEST_MOVE, max: LARGEST_MOVE, step: 0.0005 }}
        value={whatIf.move}
        onChange={(move) => onChange({ ...whatIf, move })}
      />
      <Slider
        label="IV"
        text={`${withSign(formatDecimal(Math.abs(whatIf.iv * 100), 1), whatIf.iv)} pts`}
        range={{ min: -LARGEST_IV, max: LARGEST_IV, step: 0.001 }}
        value={whatIf.iv}
        onChange={(iv) => onChange({ ...whatIf, iv })}
      />
      <Slider
        label="Time"
        text={`+${timeText(Math.min(whatIf.days, daysLeft))}`}
        range={{ min: 0, max: daysLeft, step: daysLeft / 100 }}
        value={Math.min(whatIf.days, daysLeft)}
        onChange={(days) => onChange({ ...whatIf, days })}
      />
      <IconButton
        label="Back to how it is"
        size="small"
        icon={<RotateCcw size={12} />}
        disabled={!isChanged(whatIf)}
        onPress={() => onChange(AS_IT_IS)}
      />
    </div>
  );
}

/** On the last day hours count. */
function timeText(days: number): string {
  return days < 1 ? `${formatDecimal(days * HOURS, 1)} h` : `${formatDecimal(days, 1)} d`;
}

interface SliderProps {
  readonly label: string;
  /** The value in words. */
  readonly text: string;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Slider({ label, text, range, value, onChange }: SliderProps) {
  const id = useId();
  return (
    <span className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        {...range}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output htmlFor={id}>{text}</output>
    </span>
  );
}
