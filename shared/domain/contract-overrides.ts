import type { Future, Instrument, Option } from './instrument';
import type { Paise, Qty } from './units';

/** A person's word on an underlying's contracts against the day's instruments; null where those stand. */
export interface ContractOverride {
  readonly underlying: string;
  /** Units. */
  readonly lotSize: Qty | null;
  readonly tickSize: Paise | null;
}

export interface OverriddenInstruments {
  readonly instruments: readonly Instrument[];
  /** One sentence for every override that says something else than the day's instruments, and for one that finds no contract. */
  readonly notes: readonly string[];
}

/** Puts overrides over the futures and options they name. What agrees with the day's instruments is not talked about. */
export function withOverrides(
  instruments: readonly Instrument[],
  overrides: readonly ContractOverride[],
): OverriddenInstruments {
  if (overrides.length === 0) return { instruments, notes: [] };
  const byName = new Map(overrides.map((override) => [override.underlying, override]));
  return {
    instruments: instruments.map((instrument) => {
      const override = isContract(instrument) ? byName.get(instrument.underlying) : undefined;
      if (!override) return instrument;
      const { lotSize, tickSize } = override;
      return { ...instrument, lotSize: lotSize ?? instrument.lotSize, tickSize: tickSize ?? instrument.tickSize };
    }),
    notes: overrides.flatMap((override) => notesOn(override, instruments)),
  };
}

function notesOn(override: ContractOverride, instruments: readonly Instrument[]): readonly string[] {
  const { underlying } = override;
  const contracts = instruments.filter(isContract).filter((contract) => contract.underlying === underlying);
  if (contracts.length === 0)
    return [`The settings name the terms of ${underlying}, which has no contracts in today's instruments`];
  const lots = distinct(contracts.map(({ lotSize }) => lotSize));
  const ticks = distinct(contracts.map(({ tickSize }) => tickSize));
  const { lotSize, tickSize } = override;
  return [
    ...(lotSize !== null && differs(lots, lotSize)
      ? [`${underlying}: the settings' lot of ${lotSize} is used; today's instruments say ${lots.join(' and ')}`]
      : []),
    ...(tickSize !== null && differs(ticks, tickSize)
      ? [
          `${underlying}: the settings' tick of ${tickSize} paise is used; today's instruments say ${ticks.join(' and ')} paise`,
        ]
      : []),
  ];
}

function isContract(instrument: Instrument): instrument is Future | Option {
  return instrument.kind === 'future' || instrument.kind === 'option';
}

function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function differs(found: readonly number[], value: number): boolean {
  return found.some((each) => each !== value);
}
