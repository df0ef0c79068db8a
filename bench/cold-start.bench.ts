import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchDesk } from '../scripts/desk/launch.mjs';
import { ensureBuild } from '../scripts/setup/build.mjs';
import { prepareDesktop, type Desktop } from '../scripts/setup/desktop.mjs';
import { projectRoot } from '../scripts/setup/paths.mjs';
import { median, type Benchmark } from './benchmark';

const EMPTY_PAGE = join(projectRoot, 'bench', 'empty-page');

/**
 * From the start of the process to the first painted price, in Demo mode on a fresh data folder.
 * Both apps run under Playwright, which costs them the same; they take turns, so that a busy moment meets both.
 */
export const benchmark: Benchmark = {
  id: 'cold-start',
  unit: 'ms',
  better: 'lower',
  peer: 'the same Electron opening an empty page',
  aim: {
    text: '< 2,000 ms and < 2.5 × the empty page',
    isMet: ({ value, ratio }) => value < 2_000 && ratio !== null && 1 / ratio < 2.5,
  },
  async run({ quick }) {
    await ensureBuild();
    const desktop = await prepareDesktop();
    const ours: number[] = [];
    const empty: number[] = [];
    try {
      // The first start of each fills the file cache and does not count.
      for (let round = 0; round <= (quick ? 3 : 9); round += 1) {
        const [own, peer] = [await msToFirstPaint(desktop, projectRoot), await msToFirstPaint(desktop, EMPTY_PAGE)];
        if (round === 0) continue;
        ours.push(own);
        empty.push(peer);
      }
    } finally {
      desktop.display.close();
    }
    return { value: median(ours), peerValue: median(empty) };
  },
};

async function msToFirstPaint({ runtime, display, flags }: Desktop, appDir: string): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kitedesk-bench-'));
  const args = [`--data-dir=${dataDir}`];
  const desk = await launchDesk({ executable: runtime.executable, flags, appDir, args, env: display.env });
  try {
    const root = desk.window.locator('html[data-first-price-at]');
    await root.waitFor({ state: 'attached' });
    return Number(await root.getAttribute('data-first-price-at')) - desk.startedAt;
  } finally {
    await desk.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
