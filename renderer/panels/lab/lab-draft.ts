import type { ParamSchema, ParamValues } from '#shared/domain/params';
import { err, ok, type Result } from '#shared/domain/result';
import type { parsers, StrategyInfo } from '#shared/ipc/contract';
import type { z } from 'zod';
import { valuesOf, type ParamDraft } from '../../ui/param-draft';

export type BacktestInput = z.input<(typeof parsers)['lab.backtest']>;

/** The form of a run as it is being filled in. */
export interface LabDraft {
  readonly files: string;
  readonly from: string;
  readonly to: string;
  /** A share of the price; null takes the usual. */
  readonly slippage: number | null;
  /** Paise; null while what is typed is no number. */
  readonly capital: number | null;
  readonly vix: string;
  readonly modelsOptions: boolean;
}

export const FIRST_DRAFT: LabDraft = {
  files: '',
  from: '',
  to: '',
  slippage: null,
  capital: 200_000_000,
  vix: '',
  modelsOptions: false,
};

/** Files as a person lists them: one a line. */
export function filesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The parameters that are not the strategy's own: all others are fitted to the data. */
function changedParams(schema: ParamSchema, values: ParamValues): ParamValues {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== schema[name]?.initial));
}

/** What is asked for, or what is missing or wrong in the form, in words. */
export function backtestOf(strategy: StrategyInfo, params: ParamDraft, draft: LabDraft): Result<BacktestInput, string> {
  const values = valuesOf(strategy.params, params);
  const files = filesIn(draft.files);
  if (files.length === 0) return err('Choose the data that it is played on.');
  if (draft.from !== '' && draft.to !== '' && draft.from > draft.to) return err('The first day is after the last.');
  if (draft.capital === null || draft.capital <= 0) return err('The capital is to be above zero.');
  if (values === null) return err('A parameter is outside of its range.');
  return ok({
    strategy: strategy.id,
    params: changedParams(strategy.params, values),
    files: [...files],
    from: draft.from || null,
    to: draft.to || null,
    slippage: draft.slippage,
    capital: Math.round(draft.capital),
    vix: draft.vix.trim() || null,
    modelsOptions: draft.modelsOptions,
  });
}
