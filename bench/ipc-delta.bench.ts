import { deserialize, serialize } from 'node:v8';
import { median, type Benchmark } from './benchmark';
import { createFullDesk } from './full-desk';

/** Three updates a second of everything, ten deltas a second: at each three instruments in ten are new. */
const STEP = 3;
const KILOBYTE = 1_000;

/**
 * One delta of a desk under full load on its way to the window: copied out of one process and into the other, as Electron does.
 * The peer copies the whole snapshot each time. What it takes to make the delta is told beside it.
 */
export const benchmark: Benchmark = {
  id: 'ipc-delta',
  unit: 'µs per delta',
  better: 'lower',
  peer: 'the whole snapshot as objects',
  aim: { text: '≤ 30 µs', isMet: ({ value }) => value <= 30 },
  run({ quick }) {
    const { publisher, pass } = createFullDesk();
    for (let turn = 0; turn < STEP; turn += 1) pass(turn, STEP);
    publisher.publish();

    const rounds = quick ? 300 : 1_500;
    const [posted, made, whole]: [number[], number[], number[]] = [[], [], []];
    let [deltaBytes, snapshotBytes] = [0, 0];
    // The first third warms up.
    for (let round = -rounds / 3; round < rounds; round += 1) {
      pass(Math.ceil(round + rounds), STEP);
      const making = microseconds(() => publisher.publish());
      const posting = microseconds(() => copied(making.result));
      const snapshot = microseconds(() => copied(publisher.snapshot));
      if (round < 0) continue;
      made.push(making.took);
      posted.push(posting.took);
      whole.push(snapshot.took);
      deltaBytes = posting.result;
      snapshotBytes = snapshot.result;
    }
    return {
      value: median(posted),
      peerValue: median(whole),
      note: `${(deltaBytes / KILOBYTE).toFixed(1)} KB a delta, ${(snapshotBytes / KILOBYTE).toFixed(1)} KB the snapshot; made in ${median(made).toFixed(0)} µs, chain analytics included`,
    };
  },
};

/** Bytes of the copy that the other process holds in the end. */
function copied(value: unknown): number {
  const bytes = serialize(value);
  deserialize(bytes);
  return bytes.length;
}

function microseconds<T>(work: () => T): { readonly took: number; readonly result: T } {
  const began = performance.now();
  const result = work();
  return { took: (performance.now() - began) * 1_000, result };
}
