import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runScript } from './setup/script.mjs';

/** The app into out/, unless it was built from these very sources. */
await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  return 0;
});
