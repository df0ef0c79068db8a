import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from '../setup/alone.mjs';
import { projectRoot } from '../setup/paths.mjs';
import { goOn, run } from '../setup/run.mjs';
import { say, Stop } from '../setup/say.mjs';

export const COMMAND_LINE_OUT = join(projectRoot, 'out', 'cli');
const BUNDLE = join(COMMAND_LINE_OUT, 'kitedesk.mjs');
/** Written last: a build that was cut short has none. */
const STAMP = join(COMMAND_LINE_OUT, '.built');
const SOURCES = ['shared', 'electron', 'scripts/build'];

/** Bundles the command line, unless nothing it could be made of is newer than what is there, and answers the bundle's path. */
export async function commandLine() {
  if (isOld()) await alone('cli', build);
  return BUNDLE;
}

/** In a process of its own, which an interruption ends at once. */
async function build() {
  if (!isOld()) return;
  say('Building the command line…');
  rmSync(STAMP, { force: true });
  const startedAt = new Date();
  const { code } = await run(process.execPath, [join(import.meta.dirname, 'bundle-command-line.mjs')]);
  goOn();
  if (code !== 0) throw new Stop('The build failed, see above.');
  writeFileSync(STAMP, '');
  // What was edited meanwhile is newer.
  utimesSync(STAMP, startedAt, startedAt);
}

function isOld() {
  const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.some((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true }).some(
      (entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).mtimeMs > built,
    ),
  );
}
