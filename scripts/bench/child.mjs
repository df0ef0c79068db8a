import { pathToFileURL } from 'node:url';

/** @typedef {import('../../bench/benchmark.ts').Benchmark} Benchmark */

async function run(/** @type {string} */ file, /** @type {boolean} */ quick) {
  /** @type {{ benchmark: Benchmark }} */
  const { benchmark } = await import(pathToFileURL(file).href);
  const { id, unit, better, peer, aim } = benchmark;
  const { value, peerValue, note } = await benchmark.run({ quick });
  const ratio = peerValue === null ? null : better === 'lower' ? peerValue / value : value / peerValue;
  return {
    id,
    value,
    unit,
    peer,
    peerValue,
    ratio,
    aim: aim.text,
    met: aim.isMet({ value, ratio }),
    ...(note === undefined ? {} : { note }),
  };
}

process.once('message', (/** @type {{ file: string, quick: boolean }} */ { file, quick }) => {
  // A benchmark that throws ends this process, which the parent reports.
  void run(file, quick).then((result) => process.send?.(result, () => process.exit(0)));
});
