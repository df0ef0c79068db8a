import type { Param, ParamValue } from '#shared/domain/params';
import { formatDecimal, formatPercent } from './figures';

/** A parameter's value as a person says it: '25%', '2 lots', 'Close both'. */
export function formatParam(param: Param, value: ParamValue): string {
  switch (param.kind) {
    case 'integer':
      return withUnit(String(value), value === 1 ? singular(param.unit) : param.unit);
    case 'decimal':
      return typeof value === 'number' ? formatDecimalParam(value, param.step, param.unit) : String(value);
    case 'choice':
      return param.options.find((option) => option.value === value)?.label ?? String(value);
    case 'toggle':
      return value === true ? 'on' : 'off';
    case 'clock':
    case 'symbol':
      return String(value);
  }
}

function formatDecimalParam(value: number, step: number, unit: string): string {
  return unit === '%'
    ? formatPercent(value, decimalsOf(step * 100))
    : withUnit(formatDecimal(value, decimalsOf(step)), unit);
}

function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}

/** '1 lot', though the unit of the parameter is 'lots'. */
function singular(unit: string): string {
  return unit.endsWith('s') && unit.length > 1 ? unit.slice(0, -1) : unit;
}

/** How many decimals a step needs: 0.05 needs two. */
function decimalsOf(step: number): number {
  const decimals = [0, 1, 2, 3, 4].find((count) => Math.abs(Number(step.toFixed(count)) - step) < 1e-9);
  return decimals ?? 4;
}
