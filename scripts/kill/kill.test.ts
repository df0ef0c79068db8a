import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../setup/paths.mjs';

describe('a desk that is killed', () => {
  it('at any moment or inside a write leaves a successor that knows everything, four times', async () => {
    const script = join(projectRoot, 'scripts', 'kill.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--rounds', '4', '--seed', '11']);
    expect(stdout).toMatch(/^4 kills from seed 11: 0 with a fault, \d+ inside a write, \d+ orders/);
  }, 600_000);
});
