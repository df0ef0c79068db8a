import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './durable-file';

/** Where tables that a person saves go, in the data folder. */
const FOLDER = 'exports';

/** Writes a table that was saved from the screen; one of the same name is replaced. Returns where it is. */
export async function saveTable(
  dataFolder: string,
  { name, csv }: { readonly name: string; readonly csv: string },
): Promise<string> {
  const folder = join(dataFolder, FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.csv`);
  await writeDurably(path, csv);
  return path;
}
