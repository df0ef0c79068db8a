import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND, istAt } from '#shared/domain/time';
import { coverageOf, readCoverage, readShare } from './coverage';
import { dayFolder, ticksPath } from './day-folder';
import { testId, writeTicks, type Tick } from './ticks.testkit';

const DATE = '2026-08-18';
const opensAt = istAt(DATE, '09:15');
const SESSION = { date: DATE, opensAt, until: opensAt + 10 * MINUTE };

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-coverage-'));
  await mkdir(dayFolder(directory, DATE), { recursive: true });
});

afterEach(() => rm(directory, { recursive: true, force: true }));

function tick(slot: number, minute: number, ltp: number): Tick {
  const at = opensAt + minute * MINUTE + 5 * SECOND;
  const quote = { volume: ltp, oi: 0, bid: ltp, bidQty: 1, ask: ltp + 5, askQty: 1 };
  return { id: testId(slot), ltp, ...quote, exchangeAt: at, receivedAt: at };
}

/** The first in minutes 0 to 2 and 6 to 9, the second in minute 0 and 8. */
const TICKS = [
  tick(0, 0, 100),
  tick(1, 0.2, 200),
  tick(0, 1, 101),
  tick(0, 2, 102),
  tick(0, 6, 103),
  tick(0, 7, 104),
  tick(1, 8, 201),
  tick(0, 8.1, 105),
  tick(0, 9, 106),
];

describe('the coverage of a recorded day', () => {
  it('says of every minute of the session whether there are ticks, by instrument and of any', async () => {
    await writeTicks(ticksPath(directory, DATE), 2, TICKS);
    const coverage = await coverageOf(directory, SESSION);
    expect(coverage).toEqual({
      date: DATE,
      ticks: 9,
      minutes: 10,
      any: '1110001111',
      instruments: [
        { id: testId(0), ticks: 7, minutes: '1110001111' },
        { id: testId(1), ticks: 2, minutes: '1000000010' },
      ],
      faults: [],
    });
    expect(await readShare(directory, DATE)).toBe(0.7);
  });

  it('counts ticks outside of the session, though they fill no minute of it', async () => {
    await writeTicks(ticksPath(directory, DATE), 1, [tick(0, -3, 100), tick(0, 0, 101), tick(0, 30, 102)]);
    expect(await coverageOf(directory, SESSION)).toMatchObject({ ticks: 3, any: '1000000000' });
  });

  it('is kept when the log is gone, and looked for again when the log has grown', async () => {
    await writeTicks(ticksPath(directory, DATE), 2, TICKS.slice(0, 4));
    expect((await coverageOf(directory, SESSION))?.any).toBe('1110000000');
    await writeTicks(ticksPath(directory, DATE), 2, TICKS.slice(4));
    expect((await coverageOf(directory, SESSION))?.any).toBe('1110001111');
    await rm(ticksPath(directory, DATE));
    expect((await coverageOf(directory, SESSION))?.any).toBe('1110001111');
    expect((await readCoverage(directory, DATE))?.coverage.ticks).toBe(9);
  });

  it('says what of a damaged log was lost, and shows the rest', async () => {
    const path = ticksPath(directory, DATE);
    await writeTicks(path, 2, TICKS.slice(0, 6));
    const { size } = await stat(path);
    await writeTicks(path, 2, TICKS.slice(6));
    const file = await open(path, 'r+');
    await file.write(Buffer.alloc(20, 0xff), 0, 20, size + 10);
    await file.close();
    const coverage = await coverageOf(directory, SESSION);
    expect(coverage?.faults.join(' ')).toMatch(/Bytes \d+ to \d+/);
    expect(coverage?.any.startsWith('111000')).toBe(true);
  });

  it('is none of a day that was never recorded', async () => {
    expect(await coverageOf(directory, SESSION)).toBeNull();
    expect(await readShare(directory, DATE)).toBeNull();
  });
});
