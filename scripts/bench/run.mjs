import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../setup/paths.mjs';

/**
 * @typedef {{ id: string, value: number, unit: string, peer: string | null, peerValue: number | null,
 *   ratio: number | null, aim: string, met: boolean, note?: string }} Figure
 * @typedef {Figure | { id: string, failure: string }} Result
 */

/** Runs one benchmark in a process of its own, so that none warms up or fragments the next one's heap. */
export function runBenchmark(/** @type {string} */ id, /** @type {boolean} */ quick) {
  const child = fork(fileURLToPath(new URL('./child.mjs', import.meta.url)), {
    cwd: projectRoot,
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  child.send({ file: join(projectRoot, 'out', 'bench', `${id}.bench.mjs`), quick });
  return new Promise((/** @type {(result: Result) => void} */ settle) => {
    child.once('message', (result) => settle(/** @type {Figure} */ (result)));
    // After a message this changes nothing: a promise settles once.
    child.once('exit', (code) => settle({ id, failure: `its process ended with code ${code}, see above` }));
  });
}
