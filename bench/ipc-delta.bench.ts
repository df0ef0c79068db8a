import { Serializer } from 'node:v8';
import { createPacker, createUnpacker } from '../shared/ipc/packed-delta';
import { median, type Benchmark } from './benchmark';
import { createFullDesk } from './full-desk';

/** Three updates a second of everything, ten deltas a second: at each three instruments in ten are new. */
const STEP = 3;
const KILOBYTE = 1_000;

/**
 * One delta of a desk under full load on its way to the window: copied out of one process and into the other, as Electron does, in the
 * packed form in which it goes. What it takes to make, pack and unpack it is told beside it. The peer copies the whole snapshot each time.
 */
export const benchmark: Benchmark = {
  id: 'ipc-delta',
  unit: 'µs per delta',
  better: 'lower',
  peer: 'the whole snapshot as objects',
  aim: { text: '≤ 30 µs', isMet: ({ value }) => value <= 30 },
  run({ quick }) {
    const { publisher, pass } = createFullDesk();
    const [pack, unpack] = [createPacker(), createUnpacker()];
    unpack(pack({ seq: 0, changes: publisher.snapshot.tables }));
    for (let turn = 0; turn < STEP; turn += 1) pass(turn, STEP);
    unpack(pack(publisher.publish()));

    const rounds = quick ? 300 : 1_500;
    const took = { made: [], packed: [], copied: [], unpacked: [], whole: [] } satisfies Record<string, number[]>;
    let [deltaBytes, snapshotBytes] = [0, 0];
    // The first third warms up.
    for (let round = -rounds / 3; round < rounds; round += 1) {
      const times: Record<keyof typeof took, number[]> = round < 0 ? WARMING : took;
      pass(Math.ceil(round + rounds), STEP);
      const delta = timed(times.made, () => publisher.publish());
      const packed = timed(times.packed, () => pack(delta));
      // By V8's own serializer, as it goes from process to process.
      const arrived = timed(times.copied, () => structuredClone(packed));
      timed(times.unpacked, () => unpack(arrived));
      timed(times.whole, () => structuredClone(publisher.snapshot));
      if (round === rounds - 1) [deltaBytes, snapshotBytes] = [bytesOf(packed), bytesOf(publisher.snapshot)];
    }
    const middle = (of: keyof typeof took): string => median(took[of]).toFixed(0);
    return {
      value: median(took.copied),
      peerValue: median(took.whole),
      note: `${(deltaBytes / KILOBYTE).toFixed(1)} KB a delta, ${(snapshotBytes / KILOBYTE).toFixed(1)} KB the snapshot; packed in ${middle('packed')} µs and unpacked in ${middle('unpacked')}; made in ${middle('made')} µs, chain analytics included`,
    };
  },
};

const WARMING = { made: [], packed: [], copied: [], unpacked: [], whole: [] };

/** What V8 makes of it on the way: the same that Electron sends. */
function bytesOf(value: unknown): number {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer().length;
}

function timed<T>(times: number[], work: () => T): T {
  const began = performance.now();
  const result = work();
  times.push((performance.now() - began) * 1_000);
  return result;
}
