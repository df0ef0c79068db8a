import { randomInt } from 'node:crypto';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtForNode } from './build/for-node.mjs';
import { commandLine } from './build/command-line.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { Stop } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run kill -- --rounds N [--seed S]`: SIGKILLs the desk under load, at any moment and inside its writes, and looks what its successor knows. */
await runScript(async () => {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } } });
  const rounds = Number(values.rounds);
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    throw new Stop(`--rounds takes a whole number from 1, found "${values.rounds}".`);
  await ensureDependencies();
  const seed = values.seed ?? String(randomInt(1, 2 ** 31));
  const script = await builtForNode('kill', join(projectRoot, 'scripts', 'kill', 'main.ts'));
  // A copy of its own, as deep below the project: whoever builds meanwhile takes the other away.
  const desk = join(projectRoot, 'out', 'killed');
  cpSync(dirname(await commandLine()), desk, { recursive: true });
  const args = [script, String(rounds), seed, join(desk, 'kitedesk.mjs')];
  const { code } = await run(process.execPath, args, { isAnswer: true });
  return code;
});
