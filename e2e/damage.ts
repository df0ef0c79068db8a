import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Cuts a file off in its middle, as a full disk or a careless copy does. Returns what is left. */
export async function cutInHalf(path: string): Promise<string> {
  const { length } = await readFile(path);
  await truncate(path, Math.floor(length / 2));
  return readFile(path, 'utf8');
}

/** Writes something that is none of the file's business. Returns it. */
export async function overwrite(path: string, text: string): Promise<string> {
  await writeFile(path, text);
  return text;
}

/** Breaks the first line of a JSON-lines file that says `word`, and adds garbage after the last. Returns the result. */
export async function garble(path: string, word: string): Promise<string> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(word));
  if (index < 0) throw new Error(`No line of ${path} says ${word}`);
  lines[index] = lines[index]?.slice(0, 40) ?? '';
  await writeFile(path, lines.join('\n'));
  await appendFile(path, '\u0000\u0007{"seq":');
  return readFile(path, 'utf8');
}

/** What was kept of a file under other names beside it, by those names. */
export async function keptAside(path: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(dirname(path));
  const kept = names.filter((name) => name !== basename(path) && name.startsWith(`${basename(path)}.damaged`));
  const contents = kept.map(async (name) => [name, await readFile(join(dirname(path), name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(contents));
}
