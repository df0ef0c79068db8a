import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../setup/paths.mjs';
import { importViolation } from './layers.mjs';

describe('importViolation', () => {
  it.each([
    ['shared/domain/risk.ts', './units'],
    ['shared/domain/options/greeks.ts', '../units'],
    ['shared/ipc/fields.ts', 'zod'],
    ['shared/engine/core.ts', '../ports/clock'],
    ['shared/strategies/straddle.ts', '../domain/order'],
    ['shared/domain/risk.test.ts', 'fast-check'],
    ['electron/main.ts', 'electron'],
    ['electron/runner/host.ts', '#shared/engine/core'],
    ['electron/runner/host.ts', './strategy.worker?modulePath'],
    ['electron/adapters/kite/broker.ts', '../broker.contract'],
    ['electron/adapters/kite/broker.ts', 'kiteconnect'],
    ['electron/exchange/server.test.ts', 'kiteconnect'],
    ['renderer/panels/chart/chart.tsx', '../../store/desk'],
    ['renderer/panels/chart/chart.tsx', './toolbar'],
    ['renderer/panels/chart/chart.tsx', '#shared/ipc/views'],
    ['renderer/charts/candles.ts', 'lightweight-charts'],
    ['e2e/desk.ts', '../scripts/desk/launch.mjs'],
  ])('lets %s import %s', (file, specifier) => {
    expect(importViolation(file, specifier)).toBeNull();
  });

  it.each([
    ['shared/domain/risk.ts', 'node:fs'],
    ['shared/domain/risk.ts', 'fs/promises'],
    ['shared/domain/risk.ts', 'electron'],
    ['shared/domain/risk.ts', 'react'],
    ['shared/domain/risk.ts', '../engine/core'],
    ['shared/domain/risk.ts', '#electron/main'],
    ['shared/engine/core.ts', 'zod'],
    ['shared/domain/params.ts', 'zod'],
    ['shared/engine/core.ts', '../strategies/straddle'],
    ['shared/strategies/straddle.ts', '../engine/core'],
    ['shared/strategies/straddle.ts', '../ports/clock'],
    ['shared/ports/broker.ts', '../ipc/contract'],
    ['shared/ipc/contract.ts', '../engine/core'],
    ['shared/extras/thing.ts', './other'],
    ['shared/domain/risk.test.ts', '../../electron/main'],
    ['electron/runner/host.ts', '../../renderer/store/desk'],
    ['electron/runner/host.ts', '../../shared/domain/units'],
    ['electron/runner/host.ts', 'electron'],
    ['electron/runner/host.ts', 'lowdb'],
    ['electron/exchange/server.ts', 'kiteconnect'],
    ['electron/adapters/paper/broker.ts', '../kite/broker'],
    ['electron/adapters/paper/broker.ts', '#electron/adapters/kite/broker'],
    ['renderer/app/app.tsx', '#electron/main'],
    ['renderer/app/app.tsx', '#shared/engine/core'],
    ['renderer/app/app.tsx', 'node:path'],
    ['renderer/panels/chart/chart.tsx', '../orders/orders'],
    ['renderer/panels/chart/chart.tsx', '../../panels/orders/orders'],
    ['renderer/panels/chart/chart.tsx', '../../app/theme'],
    ['renderer/panels/chart/chart.tsx', 'lightweight-charts'],
  ])('keeps %s from importing %s', (file, specifier) => {
    expect(importViolation(file, specifier)).not.toBeNull();
  });
});

describe('npm run check', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kitedesk-lint-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the linter as the check does, on files of its own, and returns what it says as `file: rule`. */
  function lint(files: Readonly<Record<string, string>>): string[] {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "noEmit": true } }');
    const oxlint = join(projectRoot, 'node_modules/oxlint/bin/oxlint');
    const args = [oxlint, '--config', join(projectRoot, '.oxlintrc.json'), '--format', 'unix'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const findings = stdout.matchAll(/^([^:\s]+):\d+:\d+: .*\/([\w-]+\([\w-]+\))\]$/gm);
    return [...findings].map(([, file, rule]) => `${file}: ${rule}`).sort();
  }

  it('passes a file that keeps the rules', () => {
    expect(lint({ 'shared/domain/fine.ts': 'export const one = 1;\n' })).toEqual([]);
  });

  it('fails on every import across a wall, however it is written', () => {
    const findings = lint({
      'shared/domain/static.ts': `import { sep } from 'node:path';\nexport const separator = sep;\n`,
      'shared/domain/dynamic.ts': `export const later = import('electron');\n`,
      'shared/domain/type-only.ts': `export type App = import('electron').App;\n`,
      'shared/domain/passed-on.ts': `export { createRoot } from 'react-dom/client';\nexport * from '../engine/core';\n`,
    });
    expect(findings).toEqual([
      'shared/domain/dynamic.ts: desk(layers)',
      'shared/domain/passed-on.ts: desk(layers)',
      'shared/domain/passed-on.ts: desk(layers)',
      'shared/domain/static.ts: desk(layers)',
      'shared/domain/type-only.ts: desk(layers)',
      'shared/domain/type-only.ts: typescript(consistent-type-imports)',
    ]);
  });

  it('fails on time and chance that the pure parts take by themselves', () => {
    const findings = lint({
      'shared/domain/now.ts': 'export const now = () => Date.now();\n',
      'shared/domain/today.ts': 'export const today = () => new Date();\n',
      'shared/domain/later.ts': 'export const later = (at: number) => new Date(at);\n',
      'renderer/ui/dice.ts': 'export const dice = () => Math.random();\n',
      'electron/clock/system.ts': 'export const now = () => Date.now();\n',
    });
    expect(findings).toEqual([
      'renderer/ui/dice.ts: desk(given-time)',
      'shared/domain/later.ts: desk(given-time)',
      'shared/domain/now.ts: desk(given-time)',
      'shared/domain/today.ts: desk(given-time)',
    ]);
  });

  it('fails on what the style forbids', () => {
    const findings = lint({
      'shared/domain/any.ts': 'export const loose = (value: any) => value;\n',
      'shared/domain/bang.ts': 'export const sure = (value?: string) => value!;\n',
      'shared/domain/default.ts': 'export default 1;\n',
      'shared/domain/equal.ts': 'export const same = (a: unknown, b: unknown) => a == b;\n',
      'shared/domain/five.ts': 'export const five = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];\n',
      'shared/domain/floating.ts': 'export function begin() {\n  Promise.resolve(1);\n}\n',
      'shared/domain/long.ts': '// One line too many.\n'.repeat(400) + 'export const one = 1;\n',
      'shared/domain/log.ts': 'console.log(1);\nexport const one = 1;\n',
      'shared/domain/swallow.ts': 'export function quiet() {\n  try {\n    JSON.parse("");\n  } catch {}\n}\n',
    });
    expect(findings).toEqual([
      'shared/domain/any.ts: typescript(no-explicit-any)',
      'shared/domain/bang.ts: typescript(no-non-null-assertion)',
      'shared/domain/default.ts: import(no-default-export)',
      'shared/domain/equal.ts: eslint(eqeqeq)',
      'shared/domain/five.ts: eslint(max-params)',
      'shared/domain/floating.ts: typescript(no-floating-promises)',
      'shared/domain/log.ts: eslint(no-console)',
      'shared/domain/long.ts: eslint(max-lines)',
      'shared/domain/swallow.ts: eslint(no-empty)',
    ]);
  });
});
