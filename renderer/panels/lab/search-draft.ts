import type { Score } from '#shared/domain/parameter-sweep';
import type { ParamSchema } from '#shared/domain/params';
import { err, ok, type Result } from '#shared/domain/result';
import { parseAxis } from '#shared/domain/sweep-axes';
import { formatQty } from '../../format/figures';
import { faultOf } from '../../ui/param-draft';

/** One parameter that is varied, as typed. */
export interface AxisDraft {
  readonly param: string;
  /** '5..20:5', '5,8,13', or empty for all that the schema allows. */
  readonly values: string;
}

export interface SearchDraft {
  readonly axes: readonly AxisDraft[];
  /** So many points drawn; null plays the whole grid. */
  readonly random: number | null;
  readonly score: Score;
  readonly inSample: number | null;
  readonly trainDays: number | null;
  readonly testDays: number | null;
  readonly choose: 'plateau' | 'peak';
}

export const FIRST_SEARCH: SearchDraft = {
  axes: [
    { param: '', values: '' },
    { param: '', values: '' },
  ],
  random: null,
  score: 'sharpe',
  inSample: 0.7,
  trainDays: 40,
  testDays: 10,
  choose: 'plateau',
};

/** The parameters that can be varied. */
export function sweptParams(schema: ParamSchema): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(schema)
    .filter(([, { kind }]) => kind !== 'symbol')
    .map(([name, { label }]) => ({ value: name, label }));
}

/** As the command line has it: 'fast=5..20:5'. */
function axisText({ param, values }: AxisDraft): string {
  return values.trim() === '' ? param : `${param}=${values.replaceAll(' ', '')}`;
}

/** How many values an axis has, none where no parameter is chosen; or what is wrong with it, in words. */
export function axisSize(axis: AxisDraft, schema: ParamSchema): Result<number, string> {
  const param = schema[axis.param];
  if (param === undefined) return ok(0);
  const parsed = parseAxis(axisText(axis), schema);
  if (!parsed.ok) return err(EXPECTED);
  const faults = parsed.value.values.flatMap((value) => faultOf(param, value) ?? []);
  return faults[0] === undefined ? ok(parsed.value.values.length) : err(faults[0]);
}

const EXPECTED = 'Expected from..to:step as in 5..20:5, or 5,8,13';

/** What a search comes to: '20 × 10 = 200 points'; empty while nothing is varied. */
export function sizeWords({ axes, random }: SearchDraft, schema: ParamSchema): string {
  const sizes = axes
    .map((axis) => axisSize(axis, schema))
    .flatMap((size) => (size.ok && size.value > 0 ? size.value : []));
  const product = sizes.reduce((all, size) => all * size, 1);
  if (sizes.length === 0) return '';
  const grid = sizes.length === 1 ? '' : `${sizes.join(' × ')} = `;
  const points = `${grid}${formatQty(product)} ${product === 1 ? 'point' : 'points'}`;
  return random !== null && random < product ? `${points}, ${formatQty(random)} of them drawn` : points;
}

/** What is asked for, or what is missing or wrong, in words. */
export function searchOf(
  { axes, random, score, inSample, trainDays, testDays, choose }: SearchDraft,
  schema: ParamSchema,
) {
  const chosen = axes.filter(({ param }) => param !== '');
  if (chosen.length === 0) return err('Choose a parameter to vary.');
  if (new Set(chosen.map(({ param }) => param)).size < chosen.length) return err('A parameter is varied twice.');
  if (!chosen.every((axis) => axisSize(axis, schema).ok)) return err('Correct the values that are varied.');
  if (inSample === null || inSample < 0.1 || inSample > 1) return err('In sample: expected 10 % to 100 %.');
  if (!isDays(trainDays) || !isDays(testDays)) return err('Train and test: expected 1 to 1,000 whole days.');
  return ok({ axes: chosen.map(axisText), random, score, inSample, trainDays, testDays, choose });
}

function isDays(days: number | null): days is number {
  return days !== null && Number.isInteger(days) && days >= 1 && days <= 1_000;
}
