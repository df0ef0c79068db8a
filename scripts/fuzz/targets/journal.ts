import { rupees } from '#shared/domain/units';
import { createDesk } from '#shared/engine/desk';
import { foldEntries } from '#shared/engine/engine';
import { straddle, World } from '#shared/engine/testing/world';
import { formatLine } from '#electron/storage/journal-line';
import { scanJournal } from '#electron/storage/journal-scan';
import type { Entry } from '#shared/ports/journal';
import { mutateBytes, mutateJson } from '../mutate';
import type { Random } from '../random';
import { must, type FuzzTarget } from '../target';

/** Journals of a real day that the disk, an editor or an attacker changed. */
export function open(): FuzzTarget {
  const entries = aDay();
  const lines = entries.map(formatLine);
  const limits = { ...new World().limits, maxDayLoss: rupees(1) };

  /** With a checksum that is right: what a person who knows the format would write. */
  function forged(random: Random): string {
    const entry = mutateJson(random, entries[random.int(entries.length)]);
    return formatLine(entry as Entry);
  }

  function journal(random: Random): Buffer {
    if (random.chance(0.5)) return mutateBytes(random, Buffer.from(lines.join('')));
    const changed = lines.map((line) => (random.chance(0.05) ? forged(random) : line));
    return Buffer.from(changed.join(''));
  }

  return {
    once(random) {
      const { entries: read, faults, isDamaged, goodLines } = scanJournal(journal(random), 'the journal');
      must(isDamaged === faults.length > 0, () => 'Damage without words');
      // What is written back has to be whole, or each start would find it damaged again.
      must(!scanJournal(Buffer.from(goodLines), 'the journal').isDamaged, () => 'A repaired journal is damaged');
      for (const [index, { seq }] of read.entries())
        must(index === 0 || seq > (read[index - 1]?.seq ?? seq), () => `Entry ${seq} came twice`);
      const desk = createDesk('2026-08-17', limits);
      foldEntries(desk, read);
    },
    close: () => undefined,
  };
}

function aDay(): readonly Entry[] {
  const world = new World();
  const instance = world.begin();
  world.open(instance, straddle('1', 2, { legStop: 0.25 }));
  world.pass(3_000);
  world.restart();
  world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
  world.pass(3_000);
  return world.entries;
}
