import type { Cell, Score } from '#shared/domain/parameter-sweep';
import type { ParamSchema, ParamValue, ParamValues } from '#shared/domain/params';
import { formatDecimal } from '../../format/figures';
import { formatSignedCompact, formatSignedMoney } from '../../format/money';
import { formatParam } from '../../format/params';

/** 'Fast EMA 5, Slow EMA 21'. */
export function cellWords(cell: Cell, schema: ParamSchema): string {
  return cell.map(({ param, value }) => `${labelOf(param, schema)} ${valueWords(param, value, schema)}`).join(', ');
}

/** The same of parameters by name. */
export function paramsWords(params: ParamValues, schema: ParamSchema): string {
  return cellWords(
    Object.entries(params).map(([param, value]) => ({ param, value })),
    schema,
  );
}

/** What a person calls a parameter; its name where the strategy is not known any more. */
export function labelOf(param: string, schema: ParamSchema): string {
  return schema[param]?.label ?? param;
}

/** '21', '25%', 'Close both': a value beside its parameter's label, which says the unit. */
export function valueWords(param: string, value: ParamValue, schema: ParamSchema): string {
  const known = schema[param];
  if (known === undefined) return String(value);
  const isPlain = 'unit' in known && known.unit !== '%';
  return formatParam(isPlain ? { ...known, unit: '' } : known, value);
}

export function cellKey(cell: Cell): string {
  return JSON.stringify(cell);
}

export function paramsOf(cell: Cell): ParamValues {
  return Object.fromEntries(cell.map(({ param, value }) => [param, value]));
}

/** A ratio as it is; money in rupees. */
export function scoreWords(score: Score, value: number): string {
  return score === 'sharpe' ? formatDecimal(value) : formatSignedMoney(value);
}

/** The same in the small cell of a map: '+57.3K'. */
export function shortScore(score: Score, value: number): string {
  return score === 'sharpe' ? formatDecimal(value) : formatSignedCompact(value / 100);
}
