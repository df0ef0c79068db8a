import { mkdir, readdir, readFile } from 'node:fs/promises';
import { arch, cpus, freemem, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { err, messageOf, ok } from '#shared/domain/result';
import { istClock, istDate } from '#shared/domain/time';
import type { AppInfo, Outcome } from '#shared/ipc/contract';
import type { DeskSession } from '#electron/runner/desk-session';
import type { SelfCheck } from '#electron/runner/self-check';
import { diskUsage } from '#electron/storage/data-folder';
import { writeDurably } from '#electron/storage/durable-file';
import type { Surroundings } from '#electron/wiring/surroundings';

/** Where the files go, in the data folder. */
const FOLDER = 'diagnostics';
const LAST_LOG_LINES = 400;
const LAST_ENTRIES = 300;
const LAST_NOTICES = 100;

export interface BundleParts {
  readonly around: Pick<Surroundings, 'folder' | 'settings' | 'now' | 'clean'>;
  readonly session: () => DeskSession | null;
  readonly selfCheck: () => SelfCheck | null;
  readonly info: () => AppInfo;
}

/**
 * Writes what somebody who is to help needs: versions, settings, the self-check, notices, the journal's and the log's last
 * lines. One text file, which the person can read before it is sent; secrets are in none of its parts, and cleaned away besides.
 */
export async function saveDiagnostics(parts: BundleParts): Promise<Outcome<{ readonly path: string }>> {
  const { folder, now, clean } = parts.around;
  try {
    const directory = join(folder.root, FOLDER);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const at = now();
    const path = join(directory, `kitedesk-${istDate(at)}-${istClock(at).replaceAll(':', '')}.txt`);
    const sections = await Promise.all(sectionsOf(parts).map((each) => Promise.resolve(each)));
    await writeDurably(path, clean(sections.map(([title, text]) => `== ${title} ==\n${text}\n`).join('\n')));
    return ok({ path });
  } catch (error) {
    return err({ message: `The diagnostics could not be saved: ${messageOf(error)}` });
  }
}

type Section = readonly [title: string, text: string];

function sectionsOf(parts: BundleParts): readonly (Section | Promise<Section>)[] {
  const { around, session, selfCheck, info } = parts;
  return [
    ['Program', inJson({ ...info(), savedAt: around.now(), machine: machine() })],
    section('Data folder, bytes', async () => inJson(Object.fromEntries(await diskUsage(around.folder.root)))),
    ['Settings', inJson(settingsWithoutKey(around.settings.get()))],
    ['Desk', inJson(deskOf(session()))],
    ['Self-check', inJson(selfCheck()?.check() ?? 'There is no open desk')],
    ['Notices', inJson([...(session()?.desk.notices.values() ?? [])].slice(-LAST_NOTICES))],
    section('Journal, last entries', () => journalTail(session())),
    section('Log, last lines', () => logTail(around.folder.logs)),
  ];
}

/** One part that cannot be had must not cost the others. */
async function section(title: string, ask: () => Promise<string>): Promise<Section> {
  return [title, await ask().catch((error: unknown) => `Not to be had: ${messageOf(error)}`)];
}

function machine() {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    system: `${platform()} ${release()} ${arch()}`,
    processors: cpus().length,
    memory: { total: totalmem(), free: freemem(), rss, heapUsed },
    node: process.versions.node,
    upSeconds: Math.round(process.uptime()),
  };
}

/** The API key is no secret, but names an account: its end is enough to tell it from another. */
function settingsWithoutKey(settings: ReturnType<BundleParts['around']['settings']['get']>) {
  const { apiKey } = settings.kite;
  return { ...settings, kite: { ...settings.kite, apiKey: apiKey === '' ? '' : `…${apiKey.slice(-4)}` } };
}

function deskOf(session: DeskSession | null) {
  if (session === null) return 'There is no open desk';
  const { desk, instances } = session.snapshot().tables;
  const { orders, trades, fills, calls } = session.desk;
  return {
    ...desk.desk,
    counts: { orders: orders.size, trades: trades.size, fills: fills.size, calls: calls.size },
    strategies: Object.values(instances).map(({ id, strategy, status, statusReason, why }) => {
      return { id, strategy, status, statusReason, why };
    }),
  };
}

async function journalTail(session: DeskSession | null): Promise<string> {
  if (session === null) return 'There is no open desk';
  const { entries, faults } = await session.wiring.journal.read();
  return [...faults, ...entries.slice(-LAST_ENTRIES).map((entry) => JSON.stringify(entry))].join('\n');
}

async function logTail(folder: string): Promise<string> {
  const newest = (await readdir(folder))
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1);
  if (newest === undefined) return 'There is no log';
  const lines = (await readFile(join(folder, newest), 'utf8')).trimEnd().split('\n');
  return lines.slice(-LAST_LOG_LINES).join('\n');
}

function inJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
