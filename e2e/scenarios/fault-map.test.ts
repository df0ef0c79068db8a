import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/setup/paths.mjs';
import { scenarioSchema } from './scenario';

interface Row {
  readonly id: string;
  /** What the trader reads or, where the fault changes nothing on the screen, what is there. */
  readonly told: string;
  /** Its words in the program; empty where there are none. */
  readonly sentence: string;
  readonly tests: readonly { readonly path: string; readonly title: string }[];
}

const page = readFileSync(join(projectRoot, 'docs', 'reliability.md'), 'utf8');
const rows = page
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(cells[1] ?? '') && cells.length === 7 && cells[5]?.startsWith('`'))
  .map((cells): Row => ({
    id: cells[1] ?? '',
    told: cells[4] ?? '',
    sentence: quoted(cells[4] ?? ''),
    tests: testsIn(cells[5] ?? ''),
  }));

function quoted(cell: string): string {
  return /“(.*)”/.exec(cell)?.[1] ?? '';
}

function testsIn(cell: string): Row['tests'] {
  return cell.split('<br>').map((test) => {
    const [, path = '', title = ''] = /^`([^`]+)`(?: “(.*)”)?$/.exec(test.trim()) ?? [];
    return { path, title };
  });
}

/** What can be said to a trader: everything but tests. */
function sources(): string {
  return ['shared', 'electron', 'renderer']
    .flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
        .map((name) => readFileSync(join(projectRoot, folder, name), 'utf8')),
    )
    .join('\n');
}

describe('the table of faults', () => {
  it('has each fault once, and all of those that are to be survived', () => {
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(72);
  });

  it.each(rows)('$id: its tests exist under the names they are given', ({ tests }) => {
    for (const { path, title } of tests) {
      expect(existsSync(join(projectRoot, path)), path).toBe(true);
      const text = readFileSync(join(projectRoot, path), 'utf8').replaceAll(String.raw`\'`, "'");
      expect(text.includes(title), `${path}: ${title}`).toBe(true);
    }
  });

  it('says what the trader reads in words that the program has', () => {
    const text = sources().replaceAll(String.raw`\'`, "'");
    expect(rows.filter(({ told }) => told === '').map(({ id }) => id)).toEqual([]);
    expect(rows.filter(({ sentence }) => !text.includes(sentence)).map(({ id }) => id)).toEqual([]);
  });

  it('knows the faults of every scenario', () => {
    const known = new Set(rows.map(({ id }) => id));
    for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'))) {
      const { faults } = scenarioSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')));
      expect(
        faults.filter((id) => !known.has(id)),
        name,
      ).toEqual([]);
    }
  });
});
