import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openIvHistory } from './iv-history';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-iv-'));
  path = join(directory, 'data', 'iv-history.json');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

function open() {
  const faults: string[] = [];
  const now = () => Date.UTC(2026, 7, 18, 10);
  return openIvHistory({ path, now, onFault: (message) => faults.push(message) });
}

describe('the history of implied volatility', () => {
  it('knows every day again after a restart, each by its last word', async () => {
    const first = await open();
    first.note('NIFTY', '2026-08-17', 0.11);
    first.note('NIFTY', '2026-08-17', 0.12);
    first.note('BANKNIFTY', '2026-08-17', 0.15);
    first.note('NIFTY', '2026-08-18', 0.13);
    await first.flush();
    const second = await open();
    expect(second.of('NIFTY')).toEqual({ '2026-08-17': 0.12, '2026-08-18': 0.13 });
    expect(second.of('BANKNIFTY')).toEqual({ '2026-08-17': 0.15 });
    expect(second.of('SENSEX')).toEqual({});
  });

  it('loses no day to a file that was damaged, and says so', async () => {
    const first = await open();
    first.note('NIFTY', '2026-08-17', 0.12);
    await first.flush();
    first.note('NIFTY', '2026-08-18', 0.13);
    await first.flush();
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, text.length / 2));
    const second = await open();
    expect(second.of('NIFTY')).toMatchObject({ '2026-08-17': 0.12 });
    expect(second.notes.join()).toContain('The history of implied volatility');
  });

  it('takes no figure from a file that is none', async () => {
    const first = await open();
    first.note('NIFTY', '2026-08-17', 0.12);
    await first.flush();
    await rm(`${path}.bak`, { force: true });
    await writeFile(path, (await readFile(path, 'utf8')).replace('0.12', '-3'));
    const second = await open();
    expect(second.of('NIFTY')).toEqual({});
    expect(second.notes).toHaveLength(1);
  });
});
