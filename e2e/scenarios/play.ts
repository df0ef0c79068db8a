import { istAt, istClock } from '#shared/domain/time';
import { assertNever, messageOf } from '#shared/domain/result';
import { initialParams } from '#shared/domain/params';
import { strategyById } from '#shared/engine/registry';
import type { Command } from '#shared/engine/commands';
import type { ControlCommand } from '#electron/exchange/control/protocol';
import { unmet } from './condition';
import type { Condition, Scenario, ScenarioStep } from './scenario';
import type { Stage } from './stage';
import { settled } from './verdict';

/** How long the end may take, in seconds of the real clock: exits are tried again until they are through. */
const LAST_PATIENCE = 60;

/** Plays a scenario to its end, leaves everything, and answers what is broken; an empty list is well. */
export async function play(stage: Stage, scenario: Scenario): Promise<readonly string[]> {
  for (const [index, step] of scenario.steps.entries()) {
    try {
      await take(stage, step);
    } catch (error) {
      return [`Step ${index + 1} ${JSON.stringify(step)}: ${messageOf(error)}`];
    }
  }
  order(stage, { kind: 'clear-faults' });
  order(stage, { kind: 'resume' });
  try {
    await leaveEverything(stage);
  } catch (error) {
    return [`Leaving everything: ${messageOf(error)}`];
  }
  return settled(stage, scenario);
}

async function take(stage: Stage, step: ScenarioStep): Promise<void> {
  if ('fault' in step) {
    const { fault, ...terms } = step;
    return order(stage, { kind: 'fault', name: fault, ...terms });
  }
  if ('exchange' in step) return order(stage, commandOf(stage, step.exchange));
  if ('person' in step) return doAsAPerson(stage, step.person);
  if ('start' in step) return startStrategy(stage, step.start, step.params);
  if ('pass' in step) return pass(stage, step.pass);
  return until(stage, step.wait, step.seconds);
}

function commandOf(stage: Stage, command: Extract<ScenarioStep, { exchange: unknown }>['exchange']): ControlCommand {
  if (command.kind !== 'clock') return command;
  return { kind: 'seek', at: istAt(stage.exchange.control.state().day.id, command.at) };
}

export function order({ exchange }: Stage, command: ControlCommand): void {
  const result = exchange.control.execute(command);
  if (!result.ok) throw new Error(result.error);
}

export function startStrategy(
  stage: Stage,
  id: string,
  params: Readonly<Record<string, number | string | boolean>>,
): void {
  const definition = strategyById(id);
  if (!definition) throw new Error(`There is no strategy ${id}`);
  const { runner } = stage.session();
  const added = runner.command({
    kind: 'add-instance',
    strategy: id,
    name: definition.name,
    params: { ...initialParams(definition.params), ...params },
    approval: 'automatic',
  });
  if (!added.ok) throw new Error(added.error);
  command(stage, { kind: 'start', instance: added.value });
}

function command(stage: Stage, wanted: Command): void {
  const result = stage.session().runner.command(wanted);
  if (!result.ok) throw new Error(result.error);
}

async function doAsAPerson(stage: Stage, what: Extract<ScenarioStep, { person: unknown }>['person']): Promise<void> {
  const trade = [...stage.session().desk.trades.values()].at(-1);
  switch (what) {
    case 'arm':
      return command(stage, { kind: 'arm' });
    case 'exit all':
      return command(stage, { kind: 'exit-all', reason: 'Exit all by hand' });
    case 'exit trade':
      return command(stage, { kind: 'exit-trade', trade: trade?.id ?? '' });
    case 'exit trade twice':
      command(stage, { kind: 'exit-trade', trade: trade?.id ?? '' });
      return command(stage, { kind: 'exit-trade', trade: trade?.id ?? '' });
    case 'exit first leg':
      return command(stage, { kind: 'exit-leg', trade: trade?.id ?? '', leg: trade?.legs[0]?.id ?? '' });
    case 'restart':
      return stage.restart();
    default:
      return assertNever(what);
  }
}

export async function leaveEverything(stage: Stage): Promise<void> {
  if (stage.session().desk.haltReason === null) command(stage, { kind: 'exit-all', reason: 'End of the scenario' });
  const calm = { isReconciled: true, feed: 'connected', books: 'connected', live: 0, units: 0, working: 0 } as const;
  await until(stage, calm, LAST_PATIENCE);
}

/** Market time goes by; a clock that somebody held would never get there. */
export function pass(stage: Stage, seconds: number): Promise<void> {
  const end = stage.exchange.control.state().marketAt + seconds * 1000;
  return watch(stage, LAST_PATIENCE, () =>
    stage.exchange.control.state().marketAt >= end ? null : `${istClock(end)} has not come`,
  );
}

function until(stage: Stage, condition: Condition, seconds: number): Promise<void> {
  return watch(stage, seconds, () => unmet(stage, condition));
}

/** Looks after each of the desk's own deltas; `missing` says what is not there yet, or null. */
function watch(stage: Stage, seconds: number, missing: () => string | null): Promise<void> {
  if (missing() === null) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      stop();
      reject(new Error(`waited ${seconds} s in vain: ${missing() ?? 'it came too late'}\n${told(stage)}`));
    }, seconds * 1000);
    const stop = stage.host.onDelta(() => {
      if (missing() !== null) return;
      stop();
      clearTimeout(patience);
      resolve();
    });
  });
}

/** What the trader was told, for whoever reads a failure. */
function told(stage: Stage): string {
  const { desk } = stage.session();
  const notices = [...desk.notices.values()].map(({ title, detail }) => `${title}: ${detail}`);
  const orders = [...desk.orders.values()].map(
    ({ id, purpose, status, qty, filledQty, message }) => `${id} ${purpose} ${status} ${filledQty}/${qty} ${message}`,
  );
  const { instances } = stage.session().snapshot().tables;
  const reasons = Object.values(instances).map(({ name, status, why }) => `${name} ${status}: ${why}`);
  return [...notices, ...orders, ...reasons].join('\n');
}
