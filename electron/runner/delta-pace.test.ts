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
  it('sends what is derived along with prices, and prices alone for a tenth of a second after that', () => {
    const { times, sent, pricesCome } = paced();
    for (const wait of [0, 40, 40, 40]) {
      times.pass(wait);
      pricesCome();
    }
    times.pass(0);
    expect(sent).toEqual([
      ['all', 0],
      ['prices', 40],
      ['prices', 80],
      ['all', 120],
    ]);
  });

  it('makes one frame of prices that come within one', () => {
    const { times, sent, pricesCome } = paced();
    pricesCome();
    times.pass(1);
    pricesCome();
    times.pass(5);
    pricesCome();
    times.pass(50);
    expect(sent).toEqual([
      ['all', 0],
      ['prices', 16],
    ]);
  });

  it('sends what is derived by itself when no prices come', () => {
    const { times, sent, pace } = paced();
    for (let ticks = 0; ticks < 5; ticks += 1) {
      pace.tick();
      times.pass(100);
    }
    expect(sent.map(([, at]) => at)).toEqual([0, 200, 400]);
  });

  it('sends nothing where nothing changed, and nothing once it is stopped', () => {
    const { times, sent, pace, pricesCome, nothingChanges } = paced();
    pace.tick();
    nothingChanges();
    times.pass(50);
    pricesCome();
    pace.stop();
    times.pass(50);
    expect(sent).toEqual([['all', 0]]);
  });
});
