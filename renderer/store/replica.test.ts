import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, emptyTables, type Changes, type Delta, type Snapshot } from '#shared/ipc/delta';
import type { DeskView, Tables } from '#shared/ipc/views';
import type { Notice } from '#shared/domain/notice';
import { startReplica } from './replica';

const notice = (id: string): Notice => ({ id, at: 0, level: 'info', title: id, detail: '' });
const notices = (...ids: readonly string[]): Changes => ({
  notices: Object.fromEntries(ids.map((id) => [id, notice(id)])),
});
const delta = (seq: number, ...ids: readonly string[]): Delta => ({ seq, changes: notices(...ids) });

function snapshot(seq: number, ...ids: readonly string[]): Snapshot {
  // These tests look at one table only, so the desk's own row may be anything.
  const tables: Tables = { ...emptyTables(), desk: { desk: {} as DeskView } };
  return { ...applyDelta({ seq: 0, tables }, delta(1, ...ids)), seq };
}

/** A main process and a screen: snapshots, deltas and paints happen when the test says so. */
function harness() {
  const asked: { answer: (value: Snapshot) => void; fail: (error: Error) => void }[] = [];
  const unseen: (() => void)[] = [];
  const retries: (() => void)[] = [];
  const published: Snapshot[] = [];
  const problems: string[] = [];
  let listener: (delta: Delta) => void = () => undefined;
  const end = startReplica({
    requestSnapshot: () => new Promise((answer, fail) => asked.push({ answer, fail })),
    onDelta: (listen) => {
      listener = listen;
      return () => (listener = () => undefined);
    },
    afterPaint: (run) => unseen.push(run),
    later: (run) => retries.push(run),
    publish: (value) => published.push(value),
    onProblem: (problem) => problems.push(problem),
  });
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return {
    asked,
    retries,
    published,
    problems,
    end,
    push: (value: Delta) => listener(value),
    answer: async (value: Snapshot) => {
      asked.at(-1)?.answer(value);
      await settle();
    },
    fail: async () => {
      asked.at(-1)?.fail(new Error('not yet'));
      await settle();
    },
    paint: () => {
      for (const run of unseen.splice(0)) run();
      const latest = published.at(-1);
      return latest && { seq: latest.seq, ids: Object.keys(latest.tables.notices) };
    },
  };
}

describe('replica', () => {
  it('shows the snapshot and then each delta on top of it', async () => {
    const desk = harness();
    await desk.answer(snapshot(7, 'a'));
    desk.push(delta(8, 'b'));
    expect(desk.paint()).toEqual({ seq: 8, ids: ['a', 'b'] });
  });

  it('keeps deltas that arrive before the snapshot and drops those it already contains', async () => {
    const desk = harness();
    desk.push(delta(7, 'in the snapshot'));
    desk.push(delta(8, 'b'));
    await desk.answer(snapshot(7, 'a'));
    expect(desk.paint()).toEqual({ seq: 8, ids: ['a', 'b'] });
  });

  it('publishes at once, so that the frame that begins next shows it', async () => {
    const desk = harness();
    await desk.answer(snapshot(0));
    desk.paint();
    desk.push(delta(1, 'a'));
    expect(desk.published.map(({ seq }) => seq)).toEqual([0, 1]);
  });

  it('publishes once a frame however many deltas came', async () => {
    const desk = harness();
    await desk.answer(snapshot(0));
    for (let seq = 1; seq <= 50; seq += 1) desk.push(delta(seq, `n${seq}`));
    expect(desk.published).toHaveLength(1);
    expect(desk.paint()?.seq).toBe(50);
    expect(desk.published).toHaveLength(2);
    desk.paint();
    expect(desk.published).toHaveLength(2);
  });

  it('asks again once when a delta is missing, and heals', async () => {
    const desk = harness();
    await desk.answer(snapshot(1, 'a'));
    desk.push(delta(3, 'c'));
    desk.push(delta(4, 'd'));
    expect(desk.asked).toHaveLength(2);
    await desk.answer(snapshot(3, 'a', 'b', 'c'));
    expect(desk.paint()).toEqual({ seq: 4, ids: ['a', 'b', 'c', 'd'] });
  });

  it('asks once more when the healing snapshot leaves another gap', async () => {
    const desk = harness();
    await desk.answer(snapshot(1));
    desk.push(delta(3));
    desk.push(delta(6, 'f'));
    await desk.answer(snapshot(4));
    expect(desk.asked).toHaveLength(3);
    await desk.answer(snapshot(6, 'f'));
    expect(desk.paint()).toEqual({ seq: 6, ids: ['f'] });
  });

  it('goes on showing the last state while it heals', async () => {
    const desk = harness();
    await desk.answer(snapshot(1, 'a'));
    desk.paint();
    desk.push(delta(9, 'z'));
    expect(desk.paint()).toEqual({ seq: 1, ids: ['a'] });
  });

  it('tries again after a failed request and says why', async () => {
    const desk = harness();
    await desk.fail();
    expect(desk.problems).toEqual(['not yet']);
    desk.retries[0]?.();
    await desk.answer(snapshot(2, 'a'));
    expect(desk.paint()).toEqual({ seq: 2, ids: ['a'] });
  });

  it('publishes nothing once it has ended', async () => {
    const desk = harness();
    await desk.answer(snapshot(1));
    desk.push(delta(2));
    desk.end();
    desk.paint();
    expect(desk.published.map(({ seq }) => seq)).toEqual([1]);
  });

  it('ends equal to the sender whatever is lost, repeated or cut off', async () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const rows = fc.dictionary(id, fc.boolean()).map((kept): Changes => ({
      notices: Object.fromEntries(Object.entries(kept).map(([key, isKept]) => [key, isKept ? notice(key) : null])),
    }));
    const step = fc.record({
      rows,
      fate: fc.constantFrom('arrives', 'arrives', 'is lost', 'arrives twice'),
      answers: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const desk = harness();
        let sender = snapshot(0);
        for (const { rows: changes, fate, answers } of [...steps, { rows: {}, fate: 'arrives', answers: true }]) {
          const next: Delta = { seq: sender.seq + 1, changes };
          sender = applyDelta(sender, next);
          const copies = { arrives: 1, 'is lost': 0, 'arrives twice': 2 }[fate] ?? 1;
          for (let copy = 0; copy < copies; copy += 1) desk.push(next);
          if (answers) await desk.answer(sender);
        }
        await desk.answer(sender);
        desk.paint();
        expect(desk.published.at(-1)).toEqual(sender);
      }),
      { numRuns: 60 },
    );
  });
});
