import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { istDate, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

export interface LogFileOptions {
  readonly directory: string;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  readonly maxBytes?: number;
  readonly maxFiles?: number;
  /** Told once per stretch of failing writes. A log that cannot be written stops nobody from trading. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Appends lines to logs/yyyy-mm-dd.log, going on in yyyy-mm-dd.1.log and so forth when one is full, and removes the
 * oldest. Lines are written at once: those before a crash are the ones wanted. Opens nothing before the first line.
 */
export interface LogFile {
  write(line: string): void;
  close(): void;
}

interface OpenFile {
  readonly descriptor: number;
  readonly date: IstDate;
  readonly part: number;
  size: number;
}

export function createLogFile({
  directory,
  now,
  maxBytes = 10_000_000,
  maxFiles = 20,
  onFault,
}: LogFileOptions): LogFile {
  let open: OpenFile | null = null;
  let isFailing = false;

  function fileFor(bytes: number): OpenFile {
    const date = istDate(now());
    const isSameDay = open?.date === date;
    if (open !== null && isSameDay && (open.size === 0 || open.size + bytes <= maxBytes)) return open;
    const part = open !== null && isSameDay ? open.part + 1 : lastPart(directory, date);
    close();
    open = openPart(directory, date, part);
    removeOldest(directory, maxFiles);
    return open.size > 0 && open.size + bytes > maxBytes ? fileFor(bytes) : open;
  }

  function close(): void {
    if (open !== null) closeSync(open.descriptor);
    open = null;
  }

  return {
    write(line) {
      const bytes = Buffer.from(line);
      try {
        const file = fileFor(bytes.length);
        writeSync(file.descriptor, bytes);
        file.size += bytes.length;
        isFailing = false;
      } catch (error) {
        if (!isFailing) onFault(error);
        isFailing = true;
      }
    },
    close,
  };
}

function openPart(directory: string, date: IstDate, part: number): OpenFile {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const descriptor = openSync(join(directory, part === 0 ? `${date}.log` : `${date}.${part}.log`), 'a', 0o600);
  return { descriptor, date, part, size: fstatSync(descriptor).size };
}

function lastPart(directory: string, date: IstDate): number {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return Math.max(
    0,
    ...logNames(directory)
      .filter((log) => log.date === date)
      .map((log) => log.part),
  );
}

function removeOldest(directory: string, maxFiles: number): void {
  const logs = logNames(directory).sort((a, b) => a.date.localeCompare(b.date) || a.part - b.part);
  for (const { name } of logs.slice(0, -maxFiles)) rmSync(join(directory, name));
}

function logNames(directory: string) {
  return readdirSync(directory).flatMap((name) => {
    const [, date, part = '0'] = /^(\d{4}-\d{2}-\d{2})(?:\.(\d+))?\.log$/.exec(name) ?? [];
    return date === undefined ? [] : [{ name, date, part: Number(part) }];
  });
}
