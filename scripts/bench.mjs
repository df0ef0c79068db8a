import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBenchmark } from './bench/run.mjs';
import { availableElectron } from './setup/runtime.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot } from './setup/paths.mjs';
import { Stop } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run bench [-- --only id,id] [--json FILE] [--quick]` */
await runScript(async () => {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  await ensureDependencies();
  const ids = chosenIds(values.only?.split(','));
  const { buildForNode } = await import('./build/for-node.mjs');
  await buildForNode(
    'bench',
    ids.map((id) => join(projectRoot, 'bench', `${id}.bench.ts`)),
  );

  const results = [];
  for (const id of ids) {
    const result = await runBenchmark(id, values.quick);
    results.push(result);
    process.stdout.write(`${describe(result)}\n`);
  }
  if (values.json !== undefined) {
    writeFileSync(resolve(values.json), `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
  }
  return results.some((result) => 'failure' in result) ? 1 : 0;
});

function chosenIds(/** @type {readonly string[] | undefined} */ only) {
  const all = readdirSync(join(projectRoot, 'bench'))
    .flatMap((name) => /^(.+)\.bench\.ts$/.exec(name)?.[1] ?? [])
    .sort();
  const unknown = only?.filter((id) => !all.includes(id)) ?? [];
  if (unknown.length > 0) throw new Stop(`No such benchmark: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  return only ?? all;
}

function describe(/** @type {import('./bench/run.mjs').Result} */ result) {
  if ('failure' in result) return `${result.id}: failed: ${result.failure}`;
  const { id, value, unit, peer, peerValue, ratio, aim, met, note } = result;
  const beside = peer === null ? '' : ` · ${peer}: ${round(peerValue)} ${unit} · ratio ${round(ratio)}`;
  return `${id}: ${round(value)} ${unit}${beside} · aim ${aim} · ${met ? 'met' : 'not met'}${note === undefined ? '' : ` · ${note}`}`;
}

function round(/** @type {number | null} */ value) {
  return value === null ? '–' : value.toLocaleString('en', { maximumSignificantDigits: 4 });
}

function machine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim(),
    cores: processors.length,
    node: process.versions.node,
    electron: availableElectron(),
  };
}
