import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run';

const ICICI = '--data electron/research/fixtures/ICICIBANK-minute-2026-05.csv.gz';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-report-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function kitedesk(line: string) {
  let [out, said] = ['', ''];
  const streams = { out: (text: string) => void (out += text), say: (text: string) => void (said += `${text}\n`) };
  const code = await run(line.split(' '), streams, new AbortController().signal);
  return { code, out, said };
}

describe('reports of a back-test', () => {
  it('are a page that needs nothing else, and a table, of the trades in the document', async () => {
    const [page, table] = [join(folder, 'report.html'), join(folder, 'trades.csv')];
    const { code, out, said } = await kitedesk(
      `backtest --strategy sr-breakout ${ICICI} --html ${page} --csv ${table} --json`,
    );
    expect(code).toBe(0);
    expect(said).toContain(`Wrote ${page}\nWrote ${table}`);
    const result = JSON.parse(out) as {
      digest: string;
      trades: unknown[];
      report: { byMonth: unknown; monteCarlo: unknown };
    };
    expect(result.report).toMatchObject({
      byMonth: [{ label: '2026-05', trades: result.trades.length }],
      monteCarlo: { rounds: 1_000, seed: 1 },
      equity: { length: result.trades.length },
    });
    const text = readFileSync(page, 'utf8');
    expect(text).toContain(result.digest);
    expect(text.match(/<td>\s*2026-05-\d\d \d\d:/g)).toHaveLength(result.trades.length);
    expect(text).toMatch(/<polyline class="equity" points="[\d., ]+"/);
    // Nothing is fetched and nothing is run.
    expect(text).not.toMatch(/<script|https?:|src=|href=|@import|url\(/);
    expect(readFileSync(table, 'utf8').trimEnd().split('\r\n')).toHaveLength(1 + result.trades.length);
  });

  it('are the same for the same input, but for how long it took', async () => {
    const line = `backtest --strategy sr-breakout ${ICICI} --json`;
    const [one, other] = [await kitedesk(line), await kitedesk(line)];
    expect(other.out).toBe(one.out);
  });

  it('are refused before anything is played when they cannot be written', async () => {
    const { code, said } = await kitedesk(`backtest --strategy sr-breakout ${ICICI} --html ${folder}/none/report.html`);
    expect(code).toBe(2);
    expect(said).toContain('there is no folder');
    expect(said).not.toContain('day 1 of');
  });
});

describe('kitedesk compare', () => {
  async function result(name: string, options: string): Promise<string> {
    const { out } = await kitedesk(`backtest --strategy sr-breakout ${ICICI} ${options}--json`);
    const path = join(folder, name);
    writeFileSync(path, out);
    return path;
  }

  it('sets figures, parameters that differ and shared trades side by side', async () => {
    const files = [await result('a.json', ''), await result('b.json', '--param stop=0.002 ')];
    const { code, out } = await kitedesk(`compare ${files.join(' ')} --json`);
    expect(code).toBe(0);
    const [a, b] = files.map((path) => JSON.parse(readFileSync(path, 'utf8')) as { metrics: { net: number } });
    expect(JSON.parse(out)).toMatchObject({
      files,
      areEqual: false,
      metrics: { net: [a?.metrics.net, b?.metrics.net] },
      params: { 'sr-breakout.stop': [0.01, 0.002] },
      shared: [{ others: 0, netOfOthers: 0 }, {}],
    });
    const told = await kitedesk(`compare ${files.join(' ')}`);
    expect(told.out).toMatch(/a\.json +b\.json\n/);
    expect(told.out).toMatch(/sr-breakout\.stop +0\.01 +0\.002/);
  });

  it('says when runs are the same', async () => {
    const files = [await result('c.json', ''), await result('d.json', '')];
    expect((await kitedesk(`compare ${files.join(' ')}`)).out).toContain('The trades are the same, to the paisa');
  });

  it('says what it cannot compare', async () => {
    const path = await result('e.json', '');
    expect(await kitedesk(`compare ${path}`)).toMatchObject({ code: 2 });
    const wrong = join(folder, 'wrong.json');
    writeFileSync(wrong, '{"command":"backtest"}');
    const { code, said } = await kitedesk(`compare ${path} ${wrong}`);
    expect(code).toBe(3);
    expect(said).toContain('is no result of backtest, replay or walk-forward');
  });
});
