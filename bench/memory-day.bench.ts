import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { launchDesk } from '../scripts/desk/launch.mjs';
import { ensureBuild } from '../scripts/setup/build.mjs';
import { prepareDesktop } from '../scripts/setup/desktop.mjs';
import type { Benchmark } from './benchmark';

const SECOND = 1_000;
const SPEED = 60;
/** 09:15 to 15:40. */
const DAY_MINUTES = 385;
const MOST_GROWTH = 0.05;
const KILOBYTES_A_MEGABYTE = 1_024;

/** All processes of the app in Demo at sixty times the speed, from the first minute on to the end of the recorded day. */
export const benchmark: Benchmark = {
  id: 'memory-day',
  unit: 'MB',
  better: 'lower',
  peer: 'after the first minute',
  aim: {
    text: '< 600 MB and < 5 % more than after the first minute',
    isMet: ({ value, ratio }) => value < 600 && ratio !== null && 1 / ratio < 1 + MOST_GROWTH,
  },
  async run({ quick }) {
    await ensureBuild();
    const desktop = await prepareDesktop();
    const dataDir = mkdtempSync(join(tmpdir(), 'kitedesk-bench-'));
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, demo: { speed: SPEED } }));
    const { runtime, flags, display } = desktop;
    const desk = await launchDesk({
      executable: runtime.executable,
      flags,
      args: [`--data-dir=${dataDir}`],
      env: display.env,
    });
    try {
      await desk.window.locator('html[data-first-price-at]').waitFor({ state: 'attached' });
      const rest = quick ? 30 : (DAY_MINUTES * 60) / SPEED - 60;
      await setTimeout(60 * SECOND);
      const early = megabytesOf(desk.process.pid ?? 0);
      await setTimeout(rest * SECOND);
      const late = megabytesOf(desk.process.pid ?? 0);
      if (late.processes === 0) throw new Error(`The app ended before its day did: ${desk.errors.join('; ')}`);
      const note = `${late.processes} processes, ${Math.round(60 + rest)} s at ${SPEED}×`;
      return { value: late.total, peerValue: early.total, note };
    } finally {
      await desk.kill();
      display.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** Of all processes in the group: what each holds alone, and its share of what several hold. */
function megabytesOf(group: number): { readonly total: number; readonly processes: number } {
  const rows = execFileSync('ps', ['-A', '-o', 'pgid=,pid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  const own = rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([pgid, pid = 0, resident = 0]) => (pgid === group ? [proportional(pid) ?? resident] : []));
  return { total: own.reduce((sum, size) => sum + size, 0) / KILOBYTES_A_MEGABYTE, processes: own.length };
}

/** Kilobytes with shared pages divided among those that share them, as Linux tells; null elsewhere. */
function proportional(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const line = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  return line ? Number(line[1]) : null;
}
