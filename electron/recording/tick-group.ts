import { createTickColumns, type TickColumns } from './tick-columns';
import type { TickBatch } from './tick-reader';

/** Ticks gathered from many batches, to be looked at instrument by instrument. */
export class TickGroup {
  readonly columns: TickColumns;
  readonly capacity: number;
  count = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.columns = createTickColumns(capacity);
  }

  /** Copies ticks of a batch from an index on, as many as there is room for, and says how many that were. */
  add({ count, columns }: TickBatch, from: number): number {
    const taken = Math.min(count - from, this.capacity - this.count);
    // Both have the same columns, of the same types.
    const names = Object.keys(columns) as (keyof TickColumns)[];
    for (const name of names) this.columns[name].set(columns[name].subarray(from, from + taken), this.count);
    this.count += taken;
    return taken;
  }

  /** Indices of the ticks, instrument after instrument, each in the order of receipt. */
  byInstrument(): Uint32Array {
    const { count } = this;
    const numbers = this.columns.instrument.subarray(0, count);
    const next = new Uint32Array(numbers.reduce((most, number) => Math.max(most, number), 0) + 2);
    for (const number of numbers) next[number + 1] = (next[number + 1] ?? 0) + 1;
    for (let number = 1; number < next.length; number += 1)
      next[number] = (next[number] ?? 0) + (next[number - 1] ?? 0);
    const order = new Uint32Array(count);
    numbers.forEach((number, index) => {
      const place = next[number] ?? 0;
      order[place] = index;
      next[number] = place + 1;
    });
    return order;
  }
}

/** All ticks of a reader in groups of a given size. The group is filled anew each time. */
export async function* inGroups(batches: AsyncIterable<TickBatch>, capacity: number): AsyncGenerator<TickGroup> {
  const group = new TickGroup(capacity);
  for await (const batch of batches) {
    for (let from = 0; from < batch.count;) {
      from += group.add(batch, from);
      if (group.count < capacity) continue;
      yield group;
      group.count = 0;
    }
  }
  if (group.count > 0) yield group;
}
