import { parseParams, type ParamValues } from '#shared/domain/params';
import { err, ok } from '#shared/domain/result';
import { strategies, strategyById } from '#shared/engine/registry';
import type { Outcome } from '#shared/ipc/contract';

/** All parameters of a strategy, those left out at their initial values; or what is wrong, in words. */
export function checkParams(id: string, params: ParamValues): Outcome<ParamValues> {
  const strategy = strategyById(id);
  const known = strategies().map((each) => each.id);
  if (!strategy) return err({ message: `There is no strategy "${id}"; known ones are ${known.join(', ')}` });
  const parsed = parseParams(strategy.params, params);
  return parsed.ok ? ok(parsed.value) : err({ message: parsed.error.join('. ') });
}
