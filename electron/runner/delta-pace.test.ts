import { describe, expect, it } from 'vitest';
import type { Delta } from '#shared/ipc/delta';
import { DeltaPace } from './delta-pace';
import { Times } from './times.testkit';

/** What was sent when: 'all' has what is derived from prices, 'prices' only those. */
function paced() {
  const times = new Times();
  const sent: (readonly [kind: string, at: number])[] = [];
  let hasPrices = false;
  const delta = (seq: number): Delta => ({ seq, changes: {} });
  const publisher = {
    publish: () => delta(0),
    publishPrices: () => (hasPrices ? delta(1) : null),
  };
  const pace = new DeltaPace(publisher, ({ seq }) => sent.push([seq === 0 ? 'all' : 'prices', times.now()]), times);
  const pricesCome = () => {
    hasPrices = true;
    pace.due();
  };
  const nothingChanges = () => {
    hasPrices = false;
    pace.due();
  };
  return { times, sent, pace, pricesCome, nothingChanges };
}

describe('the pace of deltas', () => {
  it('sends prices by themselves, those that come within a frame together', () => {
    const { times, sent, pricesCome } = paced();
    pricesCome();
    times.pass(1);
    pricesCome();
    times.pass(5);
    pricesCome();
    times.pass(50);
    expect(sent).toEqual([
      ['prices', 0],
      ['prices', 16],
    ]);
  });

  it('sends what is derived from time to time', () => {
    const { times, sent, pace } = paced();
    for (let ticks = 0; ticks < 3; ticks += 1) {
      pace.tick();
      times.pass(100);
    }
    expect(sent).toEqual([0, 100, 200].map((at) => ['all', at]));
  });

  it('sends what is derived with an order or a fill, and prices alone after that', () => {
    const { times, sent, pace, pricesCome } = paced();
    pace.happened();
    times.pass(20);
    pricesCome();
    times.pass(20);
    expect(sent).toEqual([
      ['all', 0],
      ['prices', 20],
    ]);
  });

  it('sends nothing where nothing changed, and nothing once it is stopped', () => {
    const { times, sent, pace, pricesCome, nothingChanges } = paced();
    nothingChanges();
    times.pass(50);
    pricesCome();
    pace.stop();
    times.pass(50);
    expect(sent).toEqual([]);
  });
});
