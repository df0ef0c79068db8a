import { parseParams, type Param, type ParamSchema, type ParamValue, type ParamValues } from '#shared/domain/params';
import { formatParam } from '../format/params';

/** Values of a form: null where what is typed is no number. */
export type ParamDraft = Readonly<Record<string, ParamValue | null>>;

/** A form's beginning: what is set, and the initial value of what is not. */
export function draftOfParams(schema: ParamSchema, values: ParamValues): ParamDraft {
  return Object.fromEntries(Object.entries(schema).map(([name, param]) => [name, values[name] ?? param.initial]));
}

/** The values, or null while something is wrong with one of them. */
export function valuesOf(schema: ParamSchema, draft: ParamDraft): ParamValues | null {
  const parsed = parseParams(schema, draft);
  return parsed.ok ? parsed.value : null;
}

/** What is wrong with one value, in words; null when nothing is. The strategy's own schema decides. */
export function faultOf(param: Param, value: ParamValue | null): string | null {
  const parsed = parseParams({ value: param }, { value });
  if (parsed.ok) return null;
  const range = rangeOf(param);
  if (param.kind === 'integer') return `Expected a whole number, ${range}`;
  if (param.kind === 'decimal') return `Expected a number, ${range}`;
  return parsed.error.join('; ').replace(`${param.label}: expected`, 'Expected');
}

/** '1 lots to 20 lots': the range in the unit the person sees; empty where there is none. */
export function rangeOf(param: Param): string {
  return param.kind === 'integer' || param.kind === 'decimal'
    ? `${formatParam(param, param.min)} to ${formatParam(param, param.max)}`
    : '';
}
