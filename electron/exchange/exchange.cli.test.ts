import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

function run(...options: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'electron/exchange/exchange.cli.ts', ...options]);
  return { child, lines: createInterface({ input: child.stdout }) };
}

describe('npm run exchange', () => {
  it('prints where it listens, and saves and leaves quietly on SIGTERM', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-cli-'));
    const { child, lines } = run('--state', join(folder, 'state.json'), '--day', '2026-01-30', '--speed', '5');
    const [line] = (await once(lines, 'line')) as [string];
    const { kind, url } = JSON.parse(line) as { kind: string; url: string };
    expect(kind).toBe('started');
    expect(await (await fetch(`${url}/demo/state`)).json()).toMatchObject({ speed: 5, day: { id: '2026-01-30' } });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toMatchObject({ dayId: '2026-01-30' });
    rmSync(folder, { recursive: true });
  });

  it('explains itself when it cannot start', async () => {
    const { child } = run('--speeed', '5');
    const [error] = (await once(child.stderr, 'data')) as [Buffer];
    expect(error.toString()).toContain('Usage: npm run exchange');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
