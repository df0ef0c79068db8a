import { barLength, type BarInterval } from '#shared/domain/bars';
import { parseParams, type Param, type ParamSchema, type ParamValue, type ParamValues } from '#shared/domain/params';
import type { StrategyDefinition } from '#shared/domain/strategy';
import { err, ok, type Result } from '#shared/domain/result';
import type { PlayedInstance } from './play-terms';
import type { Recording } from './recording';
import { isIndex } from './sources/listings';

export interface PlannedInstances {
  readonly instances: readonly PlayedInstance[];
  /** Where a parameter differs from the strategy's own default because of the data, in words. */
  readonly notes: readonly string[];
}

/**
 * One instance of each strategy, with parameters that suit the data where none are given: its symbol, a share itself where
 * there is no future, no volume rule where no volume was recorded. A given parameter goes to every strategy that has it;
 * `id.name=value` to one. Errors are in words.
 */
export function planInstances(
  strategies: readonly StrategyDefinition[],
  given: readonly string[],
  recording: Recording,
): Result<PlannedInstances, string> {
  const pairs = given.map(pairOf);
  const used = new Set<string>();
  const instances: PlayedInstance[] = [];
  const notes: string[] = [];
  for (const { id, name, params: schema } of strategies) {
    const fitted = fittedTo(schema, recording);
    const chosen: Record<string, ParamValue> = { ...fitted };
    for (const { owner, key, text } of pairs) {
      const param = schema[key];
      if (!param || (owner !== null && owner !== id)) continue;
      used.add(text);
      chosen[key] = valueOf(param, text.slice(text.indexOf('=') + 1));
    }
    const parsed = parseParams(schema, chosen);
    if (!parsed.ok) return err(`${id}: ${parsed.error.join('; ')}`);
    instances.push({ strategy: id, name, params: parsed.value });
    notes.push(...noteworthy(id, schema, fitted, chosen));
  }
  const unused = pairs.find(({ text }) => !used.has(text));
  if (unused) return err(unknownParam(unused.key, unused.text, strategies));
  return ok({ instances, notes });
}

/** Why a strategy cannot have its candles from a recording, in words; null when it can. */
export function candleFault({ strategy, params }: PlayedInstance, { interval }: Recording): string | null {
  const wanted = params['interval'];
  if (interval === 'snapshots' || typeof wanted !== 'string') return null;
  // The schema has checked that it is an interval.
  const length = barLength(wanted as BarInterval);
  return length < barLength(interval) || length % barLength(interval) !== 0
    ? `${strategy} wants candles of ${wanted}, and the file has candles of ${interval}`
    : null;
}

interface Pair {
  readonly owner: string | null;
  readonly key: string;
  readonly text: string;
}

function pairOf(text: string): Pair {
  const name = text.split('=')[0] ?? '';
  const dot = name.lastIndexOf('.');
  return { owner: dot < 0 ? null : name.slice(0, dot), key: name.slice(dot + 1), text };
}

function unknownParam(key: string, text: string, strategies: readonly StrategyDefinition[]): string {
  if (!text.includes('=')) return `expected --param name=value, found "${text}"`;
  const known = strategies.map(({ id, params }) => `${id} has ${Object.keys(params).join(', ')}`);
  return `no chosen strategy has a parameter "${key}": ${known.join('; ')}`;
}

/** What the words of a command line mean is said by the schema; parseParams says what is wrong with the rest. */
function valueOf(param: Param, text: string): ParamValue {
  switch (param.kind) {
    case 'integer':
    case 'decimal':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
    case 'toggle':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'choice':
    case 'clock':
    case 'symbol':
      return text;
  }
}

function fittedTo(schema: ParamSchema, { symbols, interval, days }: Recording): ParamValues {
  const [symbol = ''] = symbols;
  const [day] = days;
  const hasVolume =
    day !== undefined &&
    day.instruments.some(({ id, kind }) => kind !== 'index' && kind !== 'option' && day.withVolume.has(id));
  const fitted: Record<string, ParamValue> = {};
  for (const [key, param] of Object.entries(schema)) {
    if (param.kind === 'symbol') fitted[key] = symbol;
    if (key === 'vehicle' && interval !== 'snapshots' && !isIndex(symbol) && allows(param, ITSELF))
      fitted[key] = ITSELF;
    if (key === 'volumeFactor' && !hasVolume) fitted[key] = 0;
    if (key === 'interval' && param.kind === 'choice' && interval !== 'snapshots')
      fitted[key] = longerOf(param.initial, interval);
  }
  return fitted;
}

/** How a share is traded where it has no future. */
const ITSELF = 'itself';

function allows(param: Param, value: string): boolean {
  return param.kind === 'choice' && param.options.some((option) => option.value === value);
}

/** A strategy cannot have shorter candles than were recorded. */
function longerOf(wanted: string, recorded: string): string {
  const minutes = (interval: string) => (interval === '1d' ? 1_440 : Number.parseInt(interval, 10));
  return minutes(wanted) >= minutes(recorded) ? wanted : recorded;
}

function noteworthy(id: string, schema: ParamSchema, fitted: ParamValues, chosen: ParamValues): readonly string[] {
  return Object.entries(fitted)
    .filter(([key, value]) => schema[key]?.kind !== 'symbol' && value !== schema[key]?.initial && chosen[key] === value)
    .map(
      ([key, value]) =>
        `${id}: ${key} is ${String(value)} instead of ${String(schema[key]?.initial)}, because of what was recorded`,
    );
}
