import type { Score } from '#shared/domain/parameter-sweep';
import type { ParamSchema } from '#shared/domain/params';

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

/** What is asked for; null while nothing is varied or a figure is missing. */
export function searchOf({ axes, random, score, inSample, trainDays, testDays, choose }: SearchDraft) {
  const chosen = axes.filter(({ param }) => param !== '');
  if (chosen.length === 0 || inSample === null || trainDays === null || testDays === null) return null;
  return {
    axes: chosen.map(({ param, values }) => (values.trim() === '' ? param : `${param}=${values.replaceAll(' ', '')}`)),
    random,
    score,
    inSample,
    trainDays,
    testDays,
    choose,
  };
}
