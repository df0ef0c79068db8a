/// <reference types="vite/types/importMeta.d.ts" />
import type { StrategyDefinition } from '#shared/domain/strategy';

/** A strategy file as the glob finds it. */
interface StrategyModule {
  readonly strategy?: StrategyDefinition;
}

const found = register(
  import.meta.glob<StrategyModule>(['../strategies/*.ts', '!../strategies/*.test.ts'], { eager: true }),
);
const sorted = [...found.values()].sort((a, b) => a.name.localeCompare(b.name));

/** Every strategy there is, by name: one file in `shared/strategies`, found by glob. */
export function strategies(): readonly StrategyDefinition[] {
  return sorted;
}

export function strategyById(id: string): StrategyDefinition | undefined {
  return found.get(id);
}

/** Indexes strategy files by their strategy's id. Throws when a file exports no `strategy` or two share an id. */
export function register(files: Readonly<Record<string, StrategyModule>>): ReadonlyMap<string, StrategyDefinition> {
  const owners = new Map<string, string>();
  const byId = new Map<string, StrategyDefinition>();
  for (const [path, { strategy }] of Object.entries(files)) {
    if (!strategy) throw new Error(`${path} has to export its strategy as "strategy"`);
    const owner = owners.get(strategy.id);
    if (owner !== undefined) throw new Error(`${path} and ${owner} both call their strategy "${strategy.id}"`);
    owners.set(strategy.id, path);
    byId.set(strategy.id, strategy);
  }
  return byId;
}
