import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtForNode } from './build/for-node.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { Stop } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

const TARGETS = join(projectRoot, 'scripts', 'fuzz', 'targets');

/** `npm run fuzz -- --target NAME --runs N [--seed S]`: nonsense for one of the program's inputs. Exits 1 on the first fault. */
await runScript(async () => {
  const { values } = parseArgs({
    options: { target: { type: 'string' }, runs: { type: 'string', default: '10000' }, seed: { type: 'string' } },
  });
  const names = readdirSync(TARGETS).flatMap((name) => /^([a-z]+)\.ts$/.exec(name)?.[1] ?? []);
  if (values.target === undefined || !names.includes(values.target))
    throw new Stop(`--target takes one of ${names.join(', ')}; found "${values.target ?? ''}".`);
  const runs = Number(values.runs);
  if (!Number.isSafeInteger(runs) || runs < 1)
    throw new Stop(`--runs takes a whole number from 1, found "${values.runs}".`);
  await ensureDependencies();
  const seed = values.seed ?? String(randomInt(1, 2 ** 31));
  const script = await builtForNode('fuzz', join(projectRoot, 'scripts', 'fuzz', 'main.ts'));
  const args = ['--expose-gc', script, values.target, String(runs), seed];
  const { code } = await run(process.execPath, args, { isAnswer: true });
  return code;
});
