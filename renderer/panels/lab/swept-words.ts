import type { Cell, Score } from '#shared/domain/parameter-sweep';
import type { ParamValues } from '#shared/domain/params';
import { formatDecimal } from '../../format/figures';
import { formatSignedMoney } from '../../format/money';

/** 'fast 5, slow 21'. */
export function cellWords(cell: Cell): string {
  return cell.map(({ param, value }) => `${param} ${String(value)}`).join(', ');
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
