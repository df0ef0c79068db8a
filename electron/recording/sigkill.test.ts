import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTicks } from './ticks.testkit';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-kill-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Records from a step on until so many flushes were reported, and a little longer; returns the last step known to be safe. */
async function recordUntilKilled(path: string, from: number, flushes: number): Promise<number> {
  const script = join(import.meta.dirname, 'endless-recording.testkit.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, path, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let safe = from - 1;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    safe = Number(line);
    seen += 1;
    if (seen === flushes) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return safe;
}

describe('a recording process that is killed', () => {
  it('loses nothing that was flushed, and the next one goes on without a gap in the file', async () => {
    const path = join(directory, 'ticks.kdt');
    let next = 0;
    for (const flushes of [3, 11, 6]) {
      const safe = await recordUntilKilled(path, next, flushes);
      const { ticks } = await readTicks(path);
      const steps = ticks.filter(({ id }) => id === 'NFO:TEST7').map(({ ltp }) => ltp - 1);
      expect(steps).toEqual(Array.from({ length: steps.length }, (_, step) => step));
      expect(steps.length).toBeGreaterThan(safe);
      // Where the last step was cut, the next process repeats it from its beginning.
      next = Math.min(
        ...Array.from({ length: 40 }, (_, slot) => ticks.filter(({ id }) => id === `NFO:TEST${slot}`).length),
      );
    }
  });
});
