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
  it('sends prices at once and alone, and what is derived from them when they have been drawn', () => {
    const { times, sent, pricesCome } = paced();
    pricesCome();
    times.pass(200);
    expect(sent).toEqual([
      ['prices', 0],
      ['all', 40],
    ]);
  });

  it('sends what is derived at most every tenth of a second while prices go on coming', () => {
    const { times, sent, pricesCome } = paced();
    for (let turn = 0; turn < 6; turn += 1) {
      pricesCome();
      times.pass(40);
    }
    expect(sent).toEqual([
      ['prices', 0],
      ['all', 40],
      ['prices', 40],
      ['prices', 80],
      ['prices', 120],
      ['all', 140],
      ['prices', 160],
      ['prices', 200],
      ['all', 240],
    ]);
  });

  it('makes one frame of prices that come within one', () => {
    const { times, sent, pricesCome } = paced();
    for (const wait of [1, 5, 30]) {
      pricesCome();
      times.pass(wait);
    }
    expect(sent).toEqual([
      ['prices', 0],
      ['prices', 16],
    ]);
  });

  it('sends what is derived by itself when no prices come', () => {
    const { times, sent, pace } = paced();
    for (let ticks = 0; ticks < 5; ticks += 1) {
      pace.tick();
      times.pass(100);
    }
    expect(sent).toEqual([
      ['all', 0],
      ['all', 200],
      ['all', 400],
    ]);
  });

  it('sends no prices where none changed, but what followed from an order', () => {
    const { times, sent, nothingChanges } = paced();
    nothingChanges();
    times.pass(100);
    expect(sent).toEqual([['all', 40]]);
  });

  it('sends nothing once it is stopped', () => {
    const { times, sent, pace, pricesCome } = paced();
    pricesCome();
    pace.stop();
    times.pass(500);
    expect(sent).toEqual([]);
  });
});
