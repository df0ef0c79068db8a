import { Check, X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { openSettings } from '../panels/settings/settings-request';
import { ask } from '../store/ask';
import { deskNow, useDesk, useDeskView } from '../store/desk';
import { useLevels } from '../store/levels';
import { showPerformance, usePerformanceView } from '../store/performance-view';
import { tell } from '../store/toasts';
import { IconButton } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Tip } from '../ui/tooltip';
import { canTake, isDone, nextStep, STEP_IDS, stepsSeen, type StepId } from './first-steps-progress';
import styles from './first-steps.module.css';
import { pointAt } from './point-at';
import { showPanel, useActivePanel } from './workspace/dock';

interface Step {
  readonly label: string;
  readonly about: string;
  readonly run: () => unknown;
  /** Taken by the click alone; the others when what they lead to was done or looked at. */
  readonly isJustLooking?: boolean;
}

const STEPS: Readonly<Record<StepId, Step>> = {
  start: {
    label: 'Sell a straddle',
    about: 'Starts the strategy that sells the ATM straddle of this recorded day. No real money.',
    run: startStraddle,
  },
  stop: {
    label: 'Set its stop',
    about: 'Click the figure under Stop, type another and press Enter. On the chart of a leg it can be dragged.',
    run: () => showControl('button[aria-label^="Stop of"]'),
  },
  payoff: {
    label: 'See its payoff',
    about: 'What it makes at expiry, where it breaks even, and what if.',
    run: () => showPanel('payoff'),
  },
  exit: {
    label: 'Exit it',
    about: 'One click on Exit trade.',
    run: () => showControl('button[aria-label^="Exit trade"]'),
  },
  history: {
    label: 'Find it in Performance',
    about: 'What each closed trade made; a click shows it on its chart.',
    run: () => {
      showPerformance('trades');
      showPanel('performance');
    },
  },
  basket: {
    label: 'Build your own',
    about:
      'Point at a price in the chain and press B or S; the Basket shows margin, charges and payoff before it is sent.',
    run: () => showPanel('basket'),
  },
  modes: {
    label: 'Go on to Paper',
    about: "Today's market from Kite, with simulated orders. Live is the same desk with real ones.",
    run: () => openSettings('mode'),
    isJustLooking: true,
  },
};

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
  const next = useDesk(({ trades }) => nextStep(trades, seen));
  const isShown = isDemo && !isDismissed && next !== undefined;
  useEffect(() => (isShown ? followSteps() : undefined), [isShown]);
  if (!isShown) return null;
  const { about } = STEPS[next];
  return (
    <section className={styles.strip} aria-label="First steps">
      <strong>New here?</strong>
      <ol className={styles.steps}>
        {STEP_IDS.map((id, index) => (
          <StepButton key={id} id={id} number={index + 1} isNext={id === next} />
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

/** Ticks off what is done without the strip as well: by the palette, a tab or a key. Returns how to stop. */
function followSteps(): () => void {
  const look = () => {
    const inFront = { panel: useActivePanel.getState().id, performance: usePerformanceView.getState().view };
    note(stepsSeen(inFront, deskNow().trades));
  };
  const stops = [
    useActivePanel.subscribe(look),
    usePerformanceView.subscribe(look),
    useLevels.subscribe(() => note(['stop'])),
  ];
  return () => stops.forEach((stop) => stop());
}

function note(steps: readonly StepId[]): void {
  const { seen } = useProgress.getState();
  const fresh = steps.filter((step) => !seen.includes(step));
  if (fresh.length > 0) useProgress.setState({ seen: [...seen, ...fresh] });
}

interface StepButtonProps {
  readonly id: StepId;
  readonly number: number;
  readonly isNext: boolean;
}

function StepButton({ id, number, isNext }: StepButtonProps) {
  const { label, about } = STEPS[id];
  const isSeen = useProgress(({ seen }) => seen.includes(id));
  const isTicked = useDesk(({ trades }) => isDone(id, trades, isSeen ? [id] : []));
  return (
    <li>
      <Tip content={about}>
        <button
          type="button"
          className={classNames(styles.step, isNext && styles.next)}
          aria-current={isNext ? 'step' : undefined}
          onClick={() => void take(id)}
        >
          <span className={styles.number}>{isTicked ? <Check size={11} aria-label="done" /> : number}</span>
          {label}
        </button>
      </Tip>
    </li>
  );
}

async function take(id: StepId): Promise<void> {
  const { run, isJustLooking = false } = STEPS[id];
  if (!canTake(id, deskNow().trades))
    return tell({ tone: 'info', title: 'No trade is open', detail: 'Sell a straddle or build a trade first.' });
  await run();
  if (isJustLooking) note([id]);
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
