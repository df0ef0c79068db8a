import { readDump } from '../electron/adapters/kite/dump';
import { createInstrumentSearch } from '../shared/domain/instrument-search';
import type { Benchmark } from './benchmark';
import { dumpOfInstruments } from './instrument-dump';

/** Typed a letter at a time, as a person does. */
const TYPED = [
  'share8123',
  'underlying17 26 aug 2000 ce',
  'underlying1 fut',
  'underlying42 3000pe',
  'UNDERLYING9926SEP1550PE',
  's 2',
  'ce',
];

/** The slowest keystroke over the instruments of a dump of 100,000 rows; the peer looks through every row's text each time. */
export const benchmark: Benchmark = {
  id: 'instrument-search',
  unit: 'ms',
  better: 'lower',
  peer: 'a filter over all symbols by the words typed',
  aim: { text: '< 5 ms for the slowest keystroke', isMet: ({ value }) => value < 5 },
  run({ quick }) {
    const { catalogue } = readDump(Buffer.from(dumpOfInstruments(100_000)));
    const search = createInstrumentSearch(catalogue, () => null);
    const startedAt = performance.now();
    search.find('s');
    const first = performance.now() - startedAt;
    const symbols = Array.from(catalogue.all(), ({ symbol }) => symbol);
    const rounds = quick ? 3 : 9;
    return {
      value: slowest(rounds, (typed) => search.find(typed)),
      peerValue: slowest(rounds, (typed) => filterAll(symbols, typed)),
      note: `the first search, which makes the index of ${catalogue.size} instruments, took ${first.toFixed(1)} ms`,
    };
  },
};

function filterAll(symbols: readonly string[], typed: string): readonly string[] {
  const words = typed.toUpperCase().split(/\s+/);
  return symbols.filter((symbol) => words.every((word) => symbol.includes(word)));
}

/** Of each keystroke its best round, of all keystrokes the slowest. */
function slowest(rounds: number, find: (typed: string) => unknown): number {
  const keystrokes = TYPED.flatMap((typed) => typed.split('').map((_, index) => typed.slice(0, index + 1)));
  return Math.max(...keystrokes.map((typed) => best(rounds, () => find(typed))));
}

function best(rounds: number, run: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}
