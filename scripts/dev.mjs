import { ensureDependencies } from './setup/dependencies.mjs';
import { prepareDesktop } from './setup/desktop.mjs';
import { tool } from './setup/run.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run dev [-- arguments for the app]`: the app from source; the window follows every edit, main restarts on its own. */
await runScript(async () => {
  await ensureDependencies();
  const { runtime, display, flags } = await prepareDesktop();
  try {
    const args = ['dev', '--watch', '--', ...flags, ...process.argv.slice(2)];
    const env = { ...display.env, ELECTRON_EXEC_PATH: runtime.executable };
    return (await tool('electron-vite/bin/electron-vite.js', args, { env })).code;
  } finally {
    display.close();
  }
});
