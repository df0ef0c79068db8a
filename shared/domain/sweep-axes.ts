import type { Axis, Cell } from './parameter-sweep';
import type { ParamSchema } from './params';
import { err, ok, type Result } from './result';
import { createRandom } from './statistics';

const MOST_VALUES = 10_000;
const MOST_CELLS = 100_000;

/**
 * Reads an axis as a person writes it: 'fast=5..20:5' (from, to, step), 'fast=5,8,13', 'validate=true,false', or 'fast' for all
 * that the schema allows. Without a step it is 1, of a decimal what the schema says. Errors are in words.
 */
export function parseAxis(text: string, schema: ParamSchema): Result<Axis, string> {
  const [param = '', ...rest] = text.split('=');
  const written = rest.join('=');
  const definition = schema[param];
  if (!definition)
    return err(`there is no parameter "${param}" to sweep; known ones are ${Object.keys(schema).join(', ')}`);
  const number = definition.kind === 'integer' || definition.kind === 'decimal' ? definition : null;
  if (written === '') {
    if (definition.kind === 'toggle') return ok({ param, values: [false, true] });
    if (definition.kind === 'choice') return ok({ param, values: definition.options.map(({ value }) => value) });
    if (!number) return err(`expected the values of ${param}, as in ${param}=A,B`);
    return range(param, number.min, number.max, stepOf(number));
  }
  const between = /^(-?[\d.]+)\.\.(-?[\d.]+?)(?::([\d.]+))?$/.exec(written);
  if (between && number)
    return range(param, Number(between[1]), Number(between[2]), between[3] ? Number(between[3]) : stepOf(number));
  const words = written.split(',').map((word) => word.trim());
  if (words.includes(''))
    return err(`expected values of ${param}, as in ${param}=5..20:5 or ${param}=5,8; found "${written}"`);
  return ok({
    param,
    values: words.map((word) =>
      number ? Number(word) : definition.kind === 'toggle' && /^(true|false)$/.test(word) ? word === 'true' : word,
    ),
  });
}

function stepOf(number: { readonly kind: 'integer' } | { readonly kind: 'decimal'; readonly step: number }): number {
  return number.kind === 'integer' ? 1 : number.step;
}

function range(param: string, from: number, to: number, step: number): Result<Axis, string> {
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(step > 0 && from <= to && count <= MOST_VALUES))
    return err(`expected ${param}=FROM..TO:STEP with FROM ≤ TO and at most ${MOST_VALUES} steps`);
  // Steps such as 0.1 are no binary fractions: 0.1 + 0.2 would not be the 0.3 that a person types.
  return ok({
    param,
    values: Array.from({ length: count }, (_, index) => Number((from + index * step).toPrecision(12))),
  });
}

/** Every combination, the last axis running fastest. Errors are in words. */
export function gridOf(axes: readonly Axis[]): Result<readonly Cell[], string> {
  const count = countOf(axes);
  if (count > MOST_CELLS)
    return err(`the grid has ${count} points, more than ${MOST_CELLS}: take larger steps, or draw some with --random`);
  return ok(Array.from({ length: count }, (_, index) => cellAt(axes, index)));
}

/** So many different combinations, drawn evenly; all of them, in the grid's order, when there are no more. */
export function drawn(axes: readonly Axis[], count: number, seed: number): readonly Cell[] {
  const all = countOf(axes);
  if (all <= count) return Array.from({ length: all }, (_, index) => cellAt(axes, index));
  const random = createRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * all));
  return [...chosen].sort((a, b) => a - b).map((index) => cellAt(axes, index));
}

function countOf(axes: readonly Axis[]): number {
  return axes.reduce((product, { values }) => product * values.length, 1);
}

function cellAt(axes: readonly Axis[], index: number): Cell {
  let rest = index;
  return axes
    .toReversed()
    .map(({ param, values }) => {
      const value = values[rest % values.length] ?? '';
      rest = Math.floor(rest / values.length);
      return { param, value };
    })
    .toReversed();
}
