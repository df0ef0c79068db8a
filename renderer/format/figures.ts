import { withMinus, withSign } from './money';

/** Shown where there is no value. */
export const NO_VALUE = '–';

const counts = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 });

/** '1,23,456': units, lots, contracts. */
export function formatQty(count: number): string {
  return withMinus(counts.format(Math.abs(count)), count);
}

export function formatSignedQty(count: number): string {
  return withSign(counts.format(Math.abs(count)), count);
}

/** '3 lots', '1 lot', '1.5 lots' for a quantity in units. */
export function formatLots(units: number, lotSize: number): string {
  const lots = Math.abs(units) / lotSize;
  return `${formatDecimal(lots, Number.isInteger(lots) ? 0 : 1)} ${lots === 1 ? 'lot' : 'lots'}`;
}

/** '14.20%' from 0.142. */
export function formatPercent(fraction: number, decimals = 2): string {
  return withMinus(`${Math.abs(fraction * 100).toFixed(decimals)}%`, fraction);
}

export function formatSignedPercent(fraction: number, decimals = 2): string {
  return withSign(`${Math.abs(fraction * 100).toFixed(decimals)}%`, fraction);
}

/** A plain decimal with the typographic minus: '0.52', '−0.48'. */
export function formatDecimal(value: number, decimals = 2): string {
  return withMinus(Math.abs(value).toFixed(decimals), value);
}

/** '840 B', '12.4 MB', '3.1 GB': decimal steps, as disks are sold. */
export function formatBytes(bytes: number): string {
  const step = [...BYTE_STEPS].reverse().find(({ from }) => bytes >= from);
  return step ? `${(bytes / step.from).toFixed(1)} ${step.unit}` : `${bytes} B`;
}

const BYTE_STEPS = [
  { from: 1e3, unit: 'kB' },
  { from: 1e6, unit: 'MB' },
  { from: 1e9, unit: 'GB' },
] as const;

/** Formats what may be missing. */
export function orDash<T>(value: T | null | undefined, format: (value: T) => string): string {
  return value === null || value === undefined ? NO_VALUE : format(value);
}
