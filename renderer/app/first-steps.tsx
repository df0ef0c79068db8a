import { Check, X } from 'lucide-react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Tables } from '#shared/ipc/views';
import { ask } from '../store/ask';
import { deskNow, useDesk, useDeskView } from '../store/desk';
import { showPerformance } from '../store/performance-view';
import { tell } from '../store/toasts';
import { IconButton } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Tip } from '../ui/tooltip';
import styles from './first-steps.module.css';
import { pointAt } from './point-at';
import { showPanel } from './workspace/dock';

type StepId = 'start' | 'positions' | 'payoff' | 'exit' | 'history' | 'basket';

interface Step {
  readonly id: StepId;
  readonly label: string;
  readonly about: string;
  /** Whether the desk shows that it was done; null where looking is all there is to it. */
  readonly isDone: ((desk: Tables) => boolean) | null;
  readonly run: () => unknown;
}

const STEPS: readonly Step[] = [
  {
    id: 'start',
    label: 'Sell a straddle',
    about: 'Starts the strategy that sells the ATM straddle of this recorded day. No real money.',
    isDone: ({ trades }) => Object.keys(trades).length > 0,
    run: startStraddle,
  },
  {
    id: 'positions',
    label: 'Set its stop',
    about: 'Click the figure under Stop and type another. On the chart of a leg it can be dragged.',
    isDone: null,
    run: () => showControl('button[aria-label^="Stop of"]'),
  },
  {
    id: 'payoff',
    label: 'See its payoff',
    about: 'What it makes at expiry, where it breaks even, and what if.',
    isDone: null,
    run: () => showPanel('payoff'),
  },
  {
    id: 'exit',
    label: 'Exit it',
    about: 'One click on Exit trade.',
    isDone: ({ trades }) => Object.values(trades).some(({ status }) => status === 'closed'),
    run: () => showControl('button[aria-label^="Exit trade"]'),
  },
  {
    id: 'history',
    label: 'Find it in Performance',
    about: 'What each closed trade made; a click shows it on its chart.',
    isDone: null,
    run: () => {
      showPerformance('trades');
      showPanel('performance');
    },
  },
  {
    id: 'basket',
    label: 'Build your own',
    about:
      'Point at a price in the chain and press B or S; the Basket shows margin, charges and payoff before it is sent.',
    isDone: null,
    run: () => showPanel('basket'),
  },
];

interface Progress {
  readonly isDismissed: boolean;
  readonly seen: readonly StepId[];
}

const useProgress = create<Progress>()(
  persist((): Progress => ({ isDismissed: false, seen: [] }), { name: 'kitedesk.first-steps', version: 1 }),
);

/** In the demo, until it was done or put away: what to click first, second and third. */
export function FirstSteps() {
  const isDemo = useDeskView(({ mode }) => mode === 'demo');
  const { isDismissed, seen } = useProgress();
  const next = useDesk((desk) => nextStep(desk, seen));
  const about = useDesk((desk) => underWay(desk, seen)?.about);
  const doneInDesk = useDesk((desk) => STEPS.filter(({ isDone }) => isDone?.(desk) === true).length);
  const done = doneInDesk + STEPS.filter(({ id, isDone }) => isDone === null && seen.includes(id)).length;
  if (!isDemo || isDismissed || done === STEPS.length) return null;
  return (
    <section className={styles.strip} aria-label="First steps">
      <strong>New here?</strong>
      <ol className={styles.steps}>
        {STEPS.map((step, index) => (
          <StepButton
            key={step.id}
            step={step}
            number={index + 1}
            isSeen={seen.includes(step.id)}
            isNext={step === next}
          />
        ))}
      </ol>
      <p className={styles.about} title={about}>
        {about}
      </p>
      <IconButton
        size="small"
        label="Put the first steps away"
        icon={<X size={13} />}
        onPress={() => useProgress.setState({ isDismissed: true })}
      />
    </section>
  );
}

interface StepButtonProps {
  readonly step: Step;
  readonly number: number;
  readonly isSeen: boolean;
  readonly isNext: boolean;
}

function StepButton({ step, number, isSeen, isNext }: StepButtonProps) {
  const isDone = useDesk((desk) => (step.isDone === null ? isSeen : step.isDone(desk)));
  return (
    <li>
      <Tip content={step.about}>
        <button
          type="button"
          className={classNames(styles.step, isNext && styles.next)}
          aria-current={isNext ? 'step' : undefined}
          onClick={() => void take(step)}
        >
          <span className={styles.number}>{isDone ? <Check size={11} aria-label="done" /> : number}</span>
          {step.label}
        </button>
      </Tip>
    </li>
  );
}

function nextStep(desk: Tables, seen: readonly StepId[]): Step | undefined {
  return STEPS.find(({ id, isDone }) => (isDone === null ? !seen.includes(id) : !isDone(desk)));
}

/** The step taken last, while nothing shows that it is done; then the next one. */
function underWay(desk: Tables, seen: readonly StepId[]): Step | undefined {
  const taken = STEPS.find(({ id }) => id === seen.at(-1));
  return taken && taken.isDone?.(desk) !== true ? taken : nextStep(desk, seen);
}

async function take({ id, run }: Step): Promise<void> {
  await run();
  useProgress.setState(({ seen }) => ({ seen: [...seen.filter((each) => each !== id), id] }));
}

function showControl(selector: string): void {
  showPanel('positions');
  pointAt(selector);
}

async function startStraddle(): Promise<void> {
  showPanel('strategies');
  const straddle = Object.values(deskNow().instances).find(({ strategy }) => strategy === 'atm-straddle-sell');
  if (straddle && straddle.status !== 'running') await ask('instance.start', { instance: straddle.id });
  else if (!straddle) tell({ tone: 'info', title: 'Press Start on a card', detail: 'Or add a strategy first.' });
}
