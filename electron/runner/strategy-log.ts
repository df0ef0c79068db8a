import type { StrategyLog } from '#shared/domain/strategy-log';
import { strategyById } from '#shared/engine/registry';
import { checkParams } from './check-params';
import type { DeskSession } from './desk-session';

/** What an instance saw and did today, and what it has measured. */
export function strategyLog({ logs, desk }: Pick<DeskSession, 'logs' | 'desk'>, id: string): StrategyLog {
  const lines = logs.of(id);
  const instance = desk.instances.get(id);
  const definition = strategyById(instance?.strategy ?? '');
  if (!instance || instance.state === null || !definition?.figures) return { lines, figures: null };
  const params = checkParams(instance.strategy, instance.params);
  return { lines, figures: params.ok ? definition.figures(instance.state, params.value) : null };
}
