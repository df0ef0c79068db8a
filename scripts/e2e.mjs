import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { tool } from './setup/run.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run e2e [-- playwright's own arguments]`; the pictures that the journeys take are in .cache/e2e afterwards. */
await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const { code } = await tool('@playwright/test/cli.js', ['test', ...process.argv.slice(2)], {
    env: { KITEDESK_E2E_PICTURES: '1' },
  });
  return code;
});
