import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '#shared/ports/journal';
import { openForAppending, type AppendHandle } from './append-file';
import { journalDates, openJournal } from './journal';
import { formatLine } from './journal-line';
import { openReserve } from './journal-reserve';

const DATE = '2026-08-18';
const SAVED_AT = Date.UTC(2026, 7, 18, 4, 0, 0);

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-journal-'));
  path = join(directory, `${DATE}.jsonl`);
});

afterEach(() => rm(directory, { recursive: true, force: true }));

function open(handle?: (path: string) => Promise<AppendHandle>) {
  return openJournal({ directory, date: DATE, now: () => SAVED_AT, ...(handle && { open: handle }) });
}

function disarmed(seq: number, reason = `reason ${seq}`): Entry {
  return { seq, at: SAVED_AT + seq, fact: { kind: 'disarmed', reason } };
}

async function readOnce() {
  const journal = await open();
  const result = await journal.read();
  await journal.close();
  return result;
}

/** Opens what the bytes say, in place of the day's journal. */
async function readBytes(bytes: Buffer | string) {
  await writeFile(path, bytes);
  return readOnce();
}

describe('the journal', () => {
  it('gives back what was appended, in order, after being closed and opened again', async () => {
    const journal = await open();
    await journal.append([disarmed(1), disarmed(2)]);
    await journal.append([disarmed(3, 'a "quoted" ₹ line\nbreak')]);
    await journal.close();
    expect(await readOnce()).toMatchObject({
      entries: [disarmed(1), disarmed(2), disarmed(3, 'a "quoted" ₹ line\nbreak')],
      faults: [],
    });
  });

  it('reads while it is being written to, and sees what was appended before', async () => {
    const journal = await open();
    void journal.append([disarmed(1)]);
    void journal.append([disarmed(2)]);
    expect((await journal.read()).entries).toEqual([disarmed(1), disarmed(2)]);
    await journal.close();
  });

  it('is JSON on every line, for whoever reads it with other tools', async () => {
    const journal = await open();
    await journal.append([disarmed(1), disarmed(2)]);
    await journal.close();
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).entry)).toEqual([disarmed(1), disarmed(2)]);
  });

  it('shares one write and one fsync among everything that was queued while the disk was busy', async () => {
    const calls = { write: 0, datasync: 0 };
    const journal = await open(async (file) => counting(await openForAppending(file), calls));
    await Promise.all(Array.from({ length: 100 }, (_, index) => journal.append([disarmed(index + 1)])));
    expect(calls).toEqual({ write: 2, datasync: 2 });
    expect((await journal.read()).entries).toHaveLength(100);
    await journal.close();
  });

  it('refuses a number that JSON cannot hold', async () => {
    const journal = await open();
    const broken: Entry = { seq: 1, at: Number.NaN, fact: { kind: 'armed' } };
    await expect(journal.append([broken])).rejects.toThrow('The journal cannot hold NaN, found in "at"');
    await journal.close();
  });

  it('has one writer', async () => {
    const journal = await open();
    await expect(open()).rejects.toThrow(
      `Another running KiteDesk (process ${process.pid}) writes the journal ${path}`,
    );
    await journal.close();
    await (await open()).close();
  });

  it('lists the days that it has', async () => {
    await writeFile(join(directory, '2026-08-17.jsonl'), '');
    await writeFile(join(directory, '2026-08-17.jsonl.damaged-x'), '');
    await writeFile(join(directory, '2026-08-14.jsonl'), '');
    expect(await journalDates(directory)).toEqual(['2026-08-14', '2026-08-17']);
    expect(await journalDates(join(directory, 'missing'))).toEqual([]);
  });
});

describe('a damaged journal', () => {
  it('is kept aside as it was, and the good part goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from(formatLine(disarmed(1))),
      Buffer.from('\0\0garbage\n'),
      Buffer.from(formatLine(disarmed(3))),
    ]);
    await writeFile(path, bytes);
    const journal = await open();
    const aside = `${path}.damaged-20260818T040000Z`;
    expect(await journal.read()).toMatchObject({
      entries: [disarmed(1), disarmed(3)],
      faults: [
        `Line 2 of the journal ${path} was lost: it is not a line of a journal.`,
        `The journal as it was is kept as ${aside}; what could be read goes on in ${path}.`,
      ],
    });
    expect(await readFile(aside)).toEqual(bytes);
    await journal.append([disarmed(4)]);
    await journal.close();
    expect(await readOnce()).toMatchObject({ entries: [disarmed(1), disarmed(3), disarmed(4)], faults: [] });
  });

  it('never replaces what an earlier damage left aside', async () => {
    await readBytes('first\n');
    await readBytes('second\n');
    const aside = (await readdir(directory)).filter((name) => name.includes('.damaged-')).sort();
    expect(await Promise.all(aside.map((name) => readFile(join(directory, name), 'utf8')))).toEqual([
      'first\n',
      'second\n',
    ]);
  });

  it('drops an entry that repeats a number, so that no fill counts twice', async () => {
    const { entries: found, faults } = await readBytes(
      [disarmed(1), disarmed(2), disarmed(2), disarmed(3)].map(formatLine).join(''),
    );
    expect(found).toEqual([disarmed(1), disarmed(2), disarmed(3)]);
    expect(faults[0]).toBe(`Line 3 of the journal ${path} was lost: its number 2 is not above 2, the one before it.`);
  });

  it('cut in the middle of a line goes on with the lines before it, however often it happens', async () => {
    const whole = [disarmed(1), disarmed(2)].map(formatLine).join('');
    for (const length of [1, 40, whole.length - 30]) {
      await writeFile(path, whole.slice(0, length));
      const journal = await open();
      const { entries } = await journal.read();
      await journal.append([disarmed(9)]);
      await journal.close();
      expect(await readOnce()).toMatchObject({ entries: [...entries, disarmed(9)], faults: [] });
    }
  });

  it('of a newer format is left alone', async () => {
    const crc = crc32('{}', crc32('2')).toString(16).padStart(8, '0');
    const newer = `{"v":2,"crc":"${crc}","entry":{}}\n`;
    await expect(readBytes(newer)).rejects.toThrow(`The journal ${path} was written by a newer KiteDesk (format 2)`);
    expect(await readFile(path, 'utf8')).toBe(newer);
  });
});

describe('a disk that fails', () => {
  it('full after any byte rejects the append, and leaves nothing of it behind', async () => {
    const lineLength = formatLine(disarmed(2)).length;
    for (let room = 0; room < lineLength; room += 1) {
      const disk = { room: Number.POSITIVE_INFINITY };
      const journal = await open(async (file) => limited(await openForAppending(file), disk));
      await journal.append([disarmed(1)]);
      disk.room = room;
      await expect(journal.append([disarmed(2)])).rejects.toThrow(
        `Could not write the journal (${path}). The disk is full: free some space [ENOSPC].`,
      );
      disk.room = Number.POSITIVE_INFINITY;
      await journal.append([disarmed(3)]);
      expect(await journal.read()).toMatchObject({ entries: [disarmed(1), disarmed(3)], faults: [] });
      await journal.close();
      await rm(path);
    }
  });

  it('that cannot even be cut back is cut back before the next append', async () => {
    const disk = { room: Number.POSITIVE_INFINITY, cannotTruncate: false };
    const journal = await open(async (file) => limited(await openForAppending(file), disk));
    disk.room = 10;
    disk.cannotTruncate = true;
    await expect(journal.append([disarmed(1)])).rejects.toThrow('The disk is full');
    await expect(journal.append([disarmed(2)])).rejects.toThrow('Could not write the journal');
    disk.room = Number.POSITIVE_INFINITY;
    disk.cannotTruncate = false;
    await journal.append([disarmed(3)]);
    expect(await journal.read()).toMatchObject({ entries: [disarmed(3)], faults: [] });
    await journal.close();
  });

  it('that refuses the folder says what to do, and gives the lock back', async () => {
    await writeFile(join(directory, 'file'), '');
    const inside = { directory: join(directory, 'file', 'journal'), date: DATE, now: () => SAVED_AT };
    await expect(openJournal(inside)).rejects.toThrow(
      'A file stands where a folder is needed: move it away [ENOTDIR].',
    );
    const refused = Object.assign(new Error('denied'), { code: 'EACCES' });
    await expect(open(() => Promise.reject(refused))).rejects.toThrow('The folder may not be written to');
    await (await open()).close();
  });
});

function counting(handle: AppendHandle, calls: { write: number; datasync: number }): AppendHandle {
  return {
    write: (buffer: Buffer, offset: number, length: number) => {
      calls.write += 1;
      return handle.write(buffer, offset, length);
    },
    datasync: () => {
      calls.datasync += 1;
      return handle.datasync();
    },
    truncate: (length: number) => handle.truncate(length),
    stat: () => handle.stat(),
    close: () => handle.close(),
  } as AppendHandle;
}

describe('a journal with room set aside', () => {
  const openSafe = (disk: { room: number }) =>
    openJournal({
      directory,
      date: DATE,
      now: () => SAVED_AT,
      open: async (file) => limited(await openForAppending(file), disk),
      reserve: openReserve,
    });

  it('takes entries on a full disk, says that it is strained, and moves them when there is room again', async () => {
    const disk = { room: Number.POSITIVE_INFINITY };
    const journal = await openSafe(disk);
    await journal.append([disarmed(1)]);
    disk.room = 0;
    await journal.append([disarmed(2)]);
    await journal.append([disarmed(3)]);
    expect(journal.isStrained?.()).toBe(true);
    expect(await journal.read()).toMatchObject({ entries: [1, 2, 3].map((seq) => disarmed(seq)), faults: [] });
    disk.room = Number.POSITIVE_INFINITY;
    await journal.append([disarmed(4)]);
    expect(journal.isStrained?.()).toBe(false);
    await journal.close();
    expect(await readOnce()).toMatchObject({ entries: [1, 2, 3, 4].map((seq) => disarmed(seq)), faults: [] });
  });

  it('finds what a program that died on a full disk had to leave there', async () => {
    const disk = { room: Number.POSITIVE_INFINITY };
    const journal = await openSafe(disk);
    await journal.append([disarmed(1)]);
    disk.room = 0;
    await journal.append([disarmed(2)]);
    await journal.close();
    const next = await openSafe({ room: Number.POSITIVE_INFINITY });
    expect(await next.read()).toMatchObject({ entries: [disarmed(1), disarmed(2)], faults: [] });
    await next.append([disarmed(3)]);
    await next.close();
    expect(await readOnce()).toMatchObject({ entries: [1, 2, 3].map((seq) => disarmed(seq)), faults: [] });
  });

  it('rejects when that room is used up too', async () => {
    const disk = { room: 0 };
    const journal = await openSafe(disk);
    const many = Array.from({ length: 4_000 }, (_, index) => disarmed(index + 1));
    await expect(journal.append(many)).rejects.toThrow('The disk is full');
    await journal.close();
  });
});

/** A disk with room for so many bytes: like a real one it takes what fits and then says that it is full. */
function limited(handle: AppendHandle, disk: { room: number; cannotTruncate?: boolean }): AppendHandle {
  const full = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  return {
    write: (buffer: Buffer, offset: number, length: number) => {
      if (disk.room === 0) return full();
      const taken = Math.min(length, disk.room);
      disk.room -= taken;
      return handle.write(buffer, offset, taken);
    },
    datasync: () => handle.datasync(),
    truncate: (length: number) => (disk.cannotTruncate ? full() : handle.truncate(length)),
    stat: () => handle.stat(),
    close: () => handle.close(),
  } as AppendHandle;
}
