import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CHAIN = 'electron/research/fixtures/2025-08-29-NIFTY-chain.csv.gz';
const NIFTY = 'electron/research/fixtures/NIFTY50-minute-2024-01.csv.gz';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-process-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The program as a person starts it: its own process, bundled, with its threads beside it. */
async function started(line: string, onSaid: (said: string, interrupt: () => void) => void = () => {}) {
  const child = spawn(process.execPath, ['scripts/kitedesk.mjs', ...line.split(' ')]);
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    onSaid(said, () => child.kill('SIGINT'));
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, said };
}

function filesOpenIn(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((fd) => {
    try {
      return [readlinkSync(join(folder, fd))];
    } catch {
      // Closed since the folder was listed.
      return [];
    }
  });
}

describe('the kitedesk program', () => {
  it('writes data to stdout alone, progress to stderr, and sweeps on threads of its own', async () => {
    const line = `sweep --strategy moving-average --data ${NIFTY} --sweep fast=5,8 --param interval=15m --cache ${folder} --json`;
    const { code, out, said } = await started(line);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ command: 'sweep', tries: 2 });
    expect(said).toContain('2 of 2 points');
  });

  it('ends with the code that its help tells', async () => {
    expect(await started('backtest --strategy sr-breakout --data none.csv')).toMatchObject({ code: 3, out: '' });
    expect(await started('backtest')).toMatchObject({ code: 2, out: '' });
  });

  it('reads what another program pipes to it', () => {
    const line = 'backtest --strategy moving-average --data /dev/stdin --symbol NIFTY --to 2024-01-02 --json';
    const out = execFileSync('sh', ['-c', `cat ${NIFTY} | node scripts/kitedesk.mjs ${line}`]);
    expect(JSON.parse(out.toString())).toMatchObject({ days: 2, strategies: [{ params: { symbol: 'NIFTY' } }] });
  });

  it('ends at once when it is interrupted, even in the middle of a file', async () => {
    const line = `replay ${Array.from({ length: 20 }, () => `--chain ${CHAIN}`).join(' ')} --json`;
    const { code, out } = await started(line, (text, interrupt) => text.includes('% read') && interrupt());
    expect([code, out]).toEqual([130, '']);
  });

  it.runIf(process.platform === 'linux')('ends at once while it waits for a pipe that sends nothing', async () => {
    const pipe = join(folder, 'NIFTY-pipe.csv');
    execFileSync('mkfifo', [pipe]);
    // Whoever reads it finds that there is a writer, and waits.
    const writer = openSync(pipe, 'r+');
    const line = `node scripts/kitedesk.mjs backtest --strategy moving-average --data ${pipe}`;
    const shell = spawn('sh', ['-c', `${line} & echo $!; wait $!; echo $?`]);
    let out = '';
    shell.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const closed = new Promise((resolve) => shell.on('close', resolve));
    await expect.poll(() => out).toMatch(/^\d+\n/);
    const pid = Number.parseInt(out, 10);
    await expect.poll(() => filesOpenIn(pid)).toContain(pipe);
    const at = performance.now();
    process.kill(pid, 'SIGINT');
    await closed;
    const took = performance.now() - at;
    closeSync(writer);
    expect(out).toBe(`${pid}\n130\n`);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    // Half a second on a computer with nothing else to do.
    expect(took).toBeLessThan(5_000);
  });

  it('ends a sweep at once when it is interrupted', async () => {
    const line = `sweep --strategy moving-average --data ${NIFTY} --sweep fast=2..20 --sweep slow=21..60 --param interval=1m --no-cache`;
    const { code, out, said } = await started(line, (text, interrupt) => text.includes('of 760 points') && interrupt());
    expect([code, out]).toEqual([130, '']);
    expect(said).not.toContain('760 of 760');
  });
});
