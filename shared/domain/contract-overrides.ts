import { contractsOf, createCatalogue, type Catalogue } from './catalogue';
import type { Instrument } from './instrument';
import type { Paise, Qty } from './units';

/** A person's word on an underlying's contracts against the day's instruments; null where those stand. */
export interface ContractOverride {
  readonly underlying: string;
  /** Units. */
  readonly lotSize: Qty | null;
  readonly tickSize: Paise | null;
}

export interface Overridden {
  readonly catalogue: Catalogue;
  /** One sentence for every override that says something else than the day's instruments, and for one that finds no contract. */
  readonly notes: readonly string[];
}

/** Puts overrides over the futures and options they name. What agrees with the day's instruments is not talked about. */
export function withOverrides(catalogue: Catalogue, overrides: readonly ContractOverride[]): Overridden {
  if (overrides.length === 0) return { catalogue, notes: [] };
  const byName = new Map(overrides.map((override) => [override.underlying, override]));
  return {
    catalogue: createCatalogue(Array.from(catalogue.all(), (instrument) => overridden(instrument, byName))),
    notes: overrides.flatMap((override) => notesOn(override, catalogue)),
  };
}

function overridden(instrument: Instrument, byName: ReadonlyMap<string, ContractOverride>): Instrument {
  if (instrument.kind !== 'future' && instrument.kind !== 'option') return instrument;
  const override = byName.get(instrument.underlying);
  if (!override) return instrument;
  const { lotSize, tickSize } = override;
  return { ...instrument, lotSize: lotSize ?? instrument.lotSize, tickSize: tickSize ?? instrument.tickSize };
}

function notesOn(override: ContractOverride, catalogue: Catalogue): readonly string[] {
  const { underlying } = override;
  const contracts = [...contractsOf(catalogue, underlying)];
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

function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function differs(found: readonly number[], value: number): boolean {
  return found.some((each) => each !== value);
}
