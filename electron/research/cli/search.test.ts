import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run';

const NIFTY = 'electron/research/fixtures/NIFTY50-minute-2024-01.csv.gz';
const CROSS = `--strategy moving-average --data ${NIFTY} --param interval=5m --param validate=false --param filter=0`;
const AXES = '--sweep fast=5,8 --sweep slow=13..21:8';

let cache: string;
beforeAll(() => (cache = mkdtempSync(join(tmpdir(), 'kitedesk-search-'))));
afterAll(() => rmSync(cache, { recursive: true }));

async function kitedesk(line: string) {
  let [out, said] = ['', ''];
  const streams = { out: (text: string) => void (out += text), say: (text: string) => void (said += `${text}\n`) };
  const code = await run(line.split(' '), streams, new AbortController().signal);
  return { code, out, said };
}

interface SweepDocument {
  readonly points: readonly {
    readonly params: { readonly fast: number; readonly slow: number };
    readonly score: number;
    readonly digest: string;
  }[];
}

describe('kitedesk sweep', () => {
  it('writes every point as a back-test of its parameters would have come out', async () => {
    const { code, out, said } = await kitedesk(`sweep ${CROSS} ${AXES} --in-sample 1 --cache ${cache} --json`);
    expect(code).toBe(0);
    expect(said).toContain('4 of 4 points');
    const { points, ...rest } = JSON.parse(out) as SweepDocument;
    expect(rest).toMatchObject({ command: 'sweep', tries: 4, inSample: { days: 12 }, outOfSample: { days: 0 } });
    expect(points.map(({ params }) => params)).toEqual([
      { fast: 5, slow: 13 },
      { fast: 5, slow: 21 },
      { fast: 8, slow: 13 },
      { fast: 8, slow: 21 },
    ]);
    const [, point] = points;
    const alone = await kitedesk(`backtest ${CROSS} --param fast=5 --param slow=21 --json`);
    expect(JSON.parse(alone.out)).toMatchObject({ digest: point?.digest, metrics: { sharpe: point?.score } });
  });

  it('ranks them for a person, with a heat map, and plays nothing that was played before', async () => {
    const { out, said } = await kitedesk(`sweep ${CROSS} ${AXES} --in-sample 0.5 --cache ${cache} --heat slow,fast`);
    expect(said).toBe('4 of 4 points, 4 known from before\n');
    expect(out).toMatch(/4 points, ranked by sharpe of 6 days \(2024-01-01 to 2024-01-08\); 6 days kept aside/);
    expect(out).toMatch(/sharpe: slow across, fast down\n +13 +21\n5 /);
    expect(out).toMatch(/Plateau fast=\d slow=\d+\nPeak {4}fast=\d slow=\d+/);
  });

  it('says in words what it cannot read, and where it cannot keep its points', async () => {
    const gone = '--strategy moving-average --data none.csv --sweep fast=5,8 --workers 1';
    const said = 'none.csv: cannot be read: there is no such file; check its name and folder\n';
    expect(await kitedesk(`sweep ${gone} --cache ${cache}`)).toEqual({ code: 3, out: '', said });
    const blocked = `${process.cwd()}/package.json`;
    expect(await kitedesk(`sweep ${CROSS} ${AXES} --cache ${blocked}`)).toEqual({
      code: 1,
      out: '',
      said: `Could not open the folder of played points (${blocked}). A file stands where a folder is needed: move it away [EEXIST].\n`,
    });
  });

  it.each([
    [`sweep ${CROSS}`, '--sweep NAME=VALUES is missing'],
    [`sweep ${CROSS} --sweep fsat=1,2`, 'there is no parameter "fsat" to sweep; known ones are'],
    [`sweep ${CROSS} ${AXES} --sweep fast=3`, 'fast is swept twice'],
    [
      `sweep ${CROSS} ${AXES} --heat fast,stop`,
      '--heat expects two of the swept parameters (fast, slow), found "fast,stop"',
    ],
    [`sweep ${CROSS} ${AXES} --score luck`, '--score expects one of sharpe, net, expectancy, found "luck"'],
    [`sweep ${CROSS} ${AXES} --in-sample 70`, '--in-sample expects a share above 0 and up to 1, found "70"'],
    [`sweep ${CROSS} ${AXES} --random half`, '--random expects a number from 0 on, found "half"'],
    [`walk-forward ${CROSS} ${AXES} --choose best`, '--choose expects plateau or peak, found "best"'],
    [`walk-forward ${CROSS} ${AXES} --train 0`, '--train expects a whole number from 1 on, found "0"'],
  ])('refuses %s in words', async (line, words) => {
    const { code, out, said } = await kitedesk(line);
    expect([code, out]).toEqual([2, '']);
    expect(said).toContain(words);
  });
});

describe('kitedesk walk-forward', () => {
  const line = `walk-forward ${CROSS} ${AXES} --train 5 --test 4`;

  it('tells each choice and what came of all of them together', async () => {
    const { code, out } = await kitedesk(`${line} --cache ${cache} --json`);
    expect(code).toBe(0);
    const result = JSON.parse(out) as { metrics: { net: number }; windows: { tested: { net: number } }[] };
    expect(result).toMatchObject({ command: 'walk-forward', tries: 4, from: '2024-01-08', to: '2024-01-16', days: 7 });
    expect(result.windows).toHaveLength(2);
    const sum = result.windows.reduce((total, { tested }) => total + tested.net, 0);
    expect(result.metrics.net).toBeCloseTo(sum, 6);
  });

  it('tells a person the same', async () => {
    const { out } = await kitedesk(`${line} --cache ${cache}`);
    expect(out).toMatch(/4 points in 2 windows/);
    expect(out).toMatch(/Together -?[\d.]+ net in \d+ trades over 7 days/);
  });
});
