import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { diskFault, errorCode, readFault } from '#electron/storage/disk-fault';
import { writeDurably } from '#electron/storage/durable-file';
import { filesOf } from '../sources/open';
import { SourceError } from '../sources/source-error';
import type { Cell } from '#shared/domain/parameter-sweep';
import type { CellRun, RunSpec } from './run-spec';

/** Runs that were played before. */
export interface RunCache {
  read(cell: Cell): Promise<CellRun | null>;
  write(cell: Cell, run: CellRun): Promise<void>;
}

const MOST_FILES = 20_000;
const FORMAT = 1;
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/**
 * Keeps runs in a folder under what made them: the bytes of the data, the strategy, its parameters, the terms, and the code
 * (`codeFile`, the bundle that plays). Any of them changed, and the run is played again.
 */
export async function openRunCache(folder: string, spec: RunSpec, codeFile: string): Promise<RunCache> {
  const { source, ...terms } = spec;
  const files = filesOf(source);
  const contents = await Promise.all([...files, codeFile].map(digestOfFile));
  const { symbol, from, to, modelOptions } = source;
  const model = modelOptions === null || files.includes(modelOptions) ? modelOptions !== null : modelOptions;
  const made = JSON.stringify([FORMAT, contents, source.files.length, symbol, from, to, model, terms]);
  await openFolder(folder);
  const pathOf = (cell: Cell) => {
    const sorted = cell.toSorted((a, b) => a.param.localeCompare(b.param));
    return join(folder, `${createHash('sha256').update(made).update(JSON.stringify(sorted)).digest('hex')}.json.gz`);
  };
  return {
    async read(cell) {
      try {
        // We wrote it ourselves under the digest of all that made it; gzip's checksum tells whether it is whole.
        return JSON.parse((await unpack(await readFile(pathOf(cell)))).toString()) as CellRun;
      } catch {
        // Not there, or damaged: either way it is played again.
        return null;
      }
    },
    async write(cell, run) {
      const path = pathOf(cell);
      await writeDurably(path, await pack(JSON.stringify(run))).catch((error: unknown) => {
        throw diskFault('keep a played point', path, error);
      });
    },
  };
}

async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await prune(folder);
  } catch (error) {
    throw diskFault('open the folder of played points', folder, error);
  }
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new SourceError(path, [`cannot be read: ${readFault(error)}`]);
  }
  return hash.digest('hex');
}

/** Removes the oldest runs when there are too many. */
async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json.gz'));
  if (names.length <= MOST_FILES) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(gone))?.mtimeMs ?? 0 })),
  );
  dated.sort((a, b) => a.at - b.at);
  for (const { name } of dated.slice(0, names.length - MOST_FILES / 2)) await rm(join(folder, name), { force: true });
}

function gone(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
}
