import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { tool } from './setup/run.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run e2e [-- playwright's own arguments]` */
await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const { code } = await tool('@playwright/test/cli.js', ['test', ...process.argv.slice(2)]);
  return code;
});
