import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#shared/ports/journal';
import { formatLine } from './journal-line';
import { scanJournal } from './journal-scan';

function disarmed(seq: number, reason = `reason ${seq}`): Entry {
  return { seq, at: 1_787_000_000_000 + seq, fact: { kind: 'disarmed', reason } };
}

const NEWLINE = 10;
const entries = [disarmed(1), disarmed(2, '₹ and “quotes”'), disarmed(3), disarmed(4)];
const whole = Buffer.from(entries.map(formatLine).join(''));
const lineEnds = [...whole.entries()].flatMap(([at, byte]) => (byte === NEWLINE ? [at] : []));

describe('scanJournal', () => {
  it('finds nothing wrong with what was written', () => {
    expect(scanJournal(whole, 'a.jsonl')).toEqual({
      entries,
      faults: [],
      isDamaged: false,
      goodLines: whole.toString(),
      newerVersion: null,
    });
  });

  it('keeps every line before a cut at any byte, and says so unless the cut falls between lines', () => {
    for (let length = 0; length < whole.length; length += 1) {
      // A line that lacks nothing but its end is whole.
      const linesKept = lineEnds.filter((end) => end <= length).length;
      const { entries: found, faults, goodLines } = scanJournal(whole.subarray(0, length), 'a.jsonl');
      expect(found).toEqual(entries.slice(0, linesKept));
      expect(goodLines).toBe(entries.slice(0, linesKept).map(formatLine).join(''));
      expect(faults.length > 0).toBe(length > 0 && whole[length - 1] !== NEWLINE);
    }
  });

  it('loses the line that a changed byte is in and no other, whichever byte it is', () => {
    for (let at = 0; at < whole.length; at += 1) {
      for (const flip of [0x01, 0x20, 0x80, 0xff])
        expect(afterChanges([{ at, flip }])).toEqual(untouchedBy([{ at, flip }]));
    }
  });

  it('loses only the touched lines when several bytes are changed', () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), flip: fc.integer({ min: 1, max: 255 }) });
    const changes = fc.uniqueArray(change, { minLength: 1, maxLength: 5, selector: ({ at }) => at });
    fc.assert(
      fc.property(changes, (list) => {
        expect(afterChanges(list)).toEqual(untouchedBy(list));
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });

  it('takes any garbage for what it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(scanJournal(Buffer.from(bytes), 'a.jsonl').entries).toEqual([]);
      }),
      { seed: 7 },
    );
  });
});

interface Change {
  readonly at: number;
  /** Bits to turn over; not zero. */
  readonly flip: number;
}

function afterChanges(changes: readonly Change[]) {
  const bytes = Buffer.from(whole);
  for (const { at, flip } of changes) bytes[at] = (bytes[at] ?? 0) ^ flip;
  const { entries: found, isDamaged } = scanJournal(bytes, 'a.jsonl');
  return { found, isDamaged };
}

function untouchedBy(changes: readonly Change[]) {
  return { found: entries.filter((_, line) => !changes.some(({ at }) => isPartOf(line, at))), isDamaged: true };
}

/** A line's end counts to the lines on both of its sides, which it would join. */
function isPartOf(line: number, at: number): boolean {
  return at >= (lineEnds[line - 1] ?? -1) && at <= (lineEnds[line] ?? -1);
}
