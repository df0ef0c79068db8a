import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { launchDesk, type LaunchedDesk } from '../scripts/desk/launch.mjs';
import { projectRoot } from '../scripts/setup/paths.mjs';
import { startExchange, type ExchangeProcess } from './exchange-process';

export { expect };

export interface DeskOptions {
  /** Defaults to the test's own fresh folder; the same folder twice is a restart. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

export interface Desk extends LaunchedDesk {
  /** Keeps a picture of the window beside the test's results, where somebody will look at it: in `npm run e2e`. */
  readonly screenshot: (name: string) => Promise<void>;
}

interface Fixtures {
  /** A throw-away data folder, removed after the test. */
  readonly dataDir: string;
  /** Starts the built app. Whatever is still running when the test ends is killed. */
  readonly launch: (options?: DeskOptions) => Promise<Desk>;
  /** A demo exchange of the test's own, for desks started with `--exchange=`. */
  readonly exchange: ExchangeProcess;
}

const PICTURE_WITHIN = 10_000;

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures needed from this pattern; none are.
  // oxlint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kitedesk-e2e-'));
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },

  launch: async ({ dataDir }, use, testInfo) => {
    const launched: LaunchedDesk[] = [];
    await use(async (options = {}) => {
      const desk = await launchDesk({
        ...runtime(),
        args: [`--data-dir=${options.dataDir ?? dataDir}`, ...(options.args ?? [])],
        env: options.env ?? {},
      });
      launched.push(desk);
      const screenshot = async (name: string) => {
        if (process.env['KITEDESK_E2E_PICTURES']) await keepPicture(desk, testInfo.outputPath(`${name}.png`));
      };
      return { ...desk, screenshot };
    });
    for (const [index, desk] of launched.entries()) {
      // A window that is gone or hangs has no picture.
      if (testInfo.status !== testInfo.expectedStatus)
        await keepPicture(desk, testInfo.outputPath(`failed-${index + 1}.png`)).catch(() => undefined);
      await desk.kill();
    }
  },

  // oxlint-disable-next-line no-empty-pattern
  exchange: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'kitedesk-exchange-'));
    const exchange = await startExchange(folder);
    await use(exchange);
    await exchange.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

async function keepPicture({ window }: LaunchedDesk, path: string): Promise<void> {
  await window.screenshot({ path, timeout: PICTURE_WITHIN });
}

/** How to start the app on a data folder without anybody watching over it. */
export function startCommand(dataDir: string): { readonly executable: string; readonly args: readonly string[] } {
  const { executable, flags } = runtime();
  return { executable, args: [...flags, projectRoot, `--data-dir=${dataDir}`] };
}

export function runtime(): { readonly executable: string; readonly flags: readonly string[] } {
  return { executable: fromSetup('KITEDESK_E2E_EXECUTABLE'), flags: JSON.parse(fromSetup('KITEDESK_E2E_FLAGS')) };
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: specs run under playwright.config.ts, whose set-up sets it`);
  return value;
}
