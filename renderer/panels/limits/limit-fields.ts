import { err, ok, type Result } from '#shared/domain/result';
import type { RiskLimits } from '#shared/domain/risk';
import { clockFromMinute, minuteFromClock } from '#shared/domain/time';
import { EVERYTHING, type TradingScope } from '#shared/domain/trading-scope';
import { draftOfScope, scopeOf, type ScopeDraft } from './scope-draft';

type NumericLimit = Exclude<keyof RiskLimits, 'noEntriesAfter' | 'scope'>;

/** The form's values: null where what is typed is no number; the time as typed. */
export type LimitsDraft = Readonly<Record<NumericLimit, number | null>> & {
  readonly noEntriesAfter: string;
  readonly scope: ScopeDraft;
};

/** What is wrong with which field, in words. */
export type LimitFaults = Partial<Record<NumericLimit | 'noEntriesAfter' | keyof ScopeDraft, string>>;

interface LimitField {
  readonly name: NumericLimit;
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  /** Shown = value × scale. */
  readonly scale: number;
  readonly step: number;
  /** In the value's own unit. */
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

const PAISE = { unit: '₹', scale: 0.01, min: 1, max: 1e13, isWhole: true } as const;
const COUNT = { unit: '', scale: 1, step: 1, isWhole: true } as const;

export const LIMIT_FIELDS: readonly LimitField[] = [
  {
    ...PAISE,
    name: 'maxDayLoss',
    label: 'Loss in a day',
    hint: 'At this loss, charges included, everything is closed.',
    step: 50_000,
  },
  {
    ...PAISE,
    name: 'maxStrategyLoss',
    label: 'Loss of one strategy',
    hint: 'At this loss its trades are closed and it is stopped.',
    step: 50_000,
  },
  {
    ...PAISE,
    min: 0,
    name: 'dayTarget',
    label: 'Gain in a day',
    hint: 'At this net gain everything is closed and kept. 0 is none.',
    step: 50_000,
  },
  {
    ...COUNT,
    name: 'maxOpenLots',
    label: 'Open lots',
    hint: 'Of futures and options, working entries included.',
    unit: 'lots',
    min: 0,
    max: 10_000,
  },
  {
    ...PAISE,
    min: 0,
    name: 'maxShareValue',
    label: 'Value of shares',
    hint: 'What the shares held may be worth together.',
    step: 1_000_000,
  },
  {
    name: 'minFreeMargin',
    label: 'Margin kept free',
    hint: "Entries leave this much of the account's margin. 0 is none.",
    unit: '%',
    scale: 100,
    step: 0.01,
    min: 0,
    max: 1,
    isWhole: false,
  },
  {
    ...COUNT,
    name: 'maxOrdersPerSecond',
    label: 'Orders in a second',
    hint: 'The broker takes ten at most.',
    min: 1,
    max: 10,
  },
  {
    ...COUNT,
    name: 'maxOrdersPerDay',
    label: 'Orders in a day',
    hint: 'The broker takes 5,000 at most.',
    min: 0,
    max: 5_000,
  },
  {
    name: 'priceBand',
    label: 'Price band',
    hint: "An entry's limit may be this much worse than the last price.",
    unit: '%',
    scale: 100,
    step: 0.005,
    min: 0,
    max: 1,
    isWhole: false,
  },
  {
    ...PAISE,
    name: 'priceBandFloor',
    label: 'Price band, at least',
    hint: 'For cheap options, where a percentage is less than the spread.',
    step: 50,
  },
  {
    name: 'staleAfterMs',
    label: 'Prices are stale after',
    hint: 'No entry on an older price.',
    unit: 's',
    scale: 0.001,
    step: 500,
    min: 500,
    max: 600_000,
    isWhole: true,
  },
];

export function draftOf(limits: RiskLimits): LimitsDraft {
  return {
    ...limits,
    noEntriesAfter: clockFromMinute(limits.noEntriesAfter),
    scope: draftOfScope(limits.scope ?? EVERYTHING),
  };
}

/** The limits as the form stands for them, money in plain numbers. */
export type PlainLimits = Readonly<Record<NumericLimit | 'noEntriesAfter', number>> & { readonly scope: TradingScope };

/** The limits that the form stands for, or what is wrong with which field. */
export function limitsOf(draft: LimitsDraft): Result<PlainLimits, LimitFaults> {
  const scope = scopeOf(draft.scope);
  const faults: LimitFaults = scope.ok ? {} : { ...scope.error };
  const numbers: Partial<Record<NumericLimit, number>> = {};
  for (const field of LIMIT_FIELDS) {
    const value = draft[field.name];
    if (value !== null && value >= field.min && value <= field.max && (!field.isWhole || Number.isInteger(value)))
      numbers[field.name] = value;
    else
      faults[field.name] =
        `Expected ${field.isWhole && field.scale === 1 ? 'a whole number' : 'a number'} from ${shown(field.min, field)} to ${shown(field.max, field)}`;
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.noEntriesAfter))
    return err({ ...faults, noEntriesAfter: 'Expected a time as HH:MM' });
  if (!scope.ok || Object.keys(faults).length > 0) return err(faults);
  // Every numeric field has been put in above, or there would be a fault.
  return ok({
    ...(numbers as Record<NumericLimit, number>),
    noEntriesAfter: minuteFromClock(draft.noEntriesAfter),
    scope: scope.value,
  });
}

function shown(value: number, { scale, unit }: LimitField): string {
  const text = (value * scale).toLocaleString('en-IN', { maximumFractionDigits: 2 });
  if (unit === '₹') return `₹${text}`;
  return unit === '' ? text : `${text} ${unit}`;
}
