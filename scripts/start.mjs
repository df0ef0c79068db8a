import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runSmoke } from './desk/smoke.mjs';
import { launchDesk } from './desk/launch.mjs';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { prepareDesktop } from './setup/desktop.mjs';
import { projectRoot, scratchDir } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { say, Stop } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

/** @typedef {import('./setup/desktop.mjs').Desktop} Desktop */

const SCREENSHOT_EVERY_MS = 2_000;

/** `npm start [-- --smoke] [--shot FILE.png] [anything else goes to the app]` */
function readArguments(/** @type {readonly string[]} */ args) {
  /** @type {string[]} */
  const forApp = [];
  let smoke = false;
  /** @type {string | undefined} */
  let shot;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--smoke') smoke = true;
    else if (argument === '--shot') shot = args[(index += 1)];
    else if (argument.startsWith('--shot=')) shot = argument.slice('--shot='.length);
    else forApp.push(argument);
  }
  if (args.some((argument) => argument.startsWith('--shot')) && !shot)
    throw new Stop('--shot expects the name of a PNG file');
  return { smoke, shot: shot === undefined ? undefined : resolve(shot), forApp };
}

await runScript(async () => {
  const { smoke, shot, forApp } = readArguments(process.argv.slice(2));
  await ensureDependencies();
  await ensureBuild();
  const desktop = await prepareDesktop();
  try {
    if (smoke) return await runSmoke(desktop, { shot, args: forApp });
    return desktop.display.isVirtual ? await showUnseen(desktop, forApp, shot) : await showWindow(desktop, forApp);
  } finally {
    desktop.display.close();
  }
});

async function showWindow(/** @type {Desktop} */ { runtime, flags }, /** @type {readonly string[]} */ args) {
  return (await run(runtime.executable, [...flags, projectRoot, ...args])).code;
}

/** Nobody can see a virtual display, so a screenshot is kept fresh until the app ends or Ctrl-C ends both. */
async function showUnseen(
  /** @type {Desktop} */ { runtime, display, flags },
  /** @type {readonly string[]} */ args,
  /** @type {string | undefined} */ shot,
) {
  const file = shot ?? join(scratchDir, 'screen.png');
  mkdirSync(dirname(file), { recursive: true });
  const desk = await launchDesk({ executable: runtime.executable, flags, args, env: display.env });
  say(`The window is open. Its screenshot is refreshed every 2 s in ${file}; Ctrl-C ends the app.`);
  // A window that is just closing cannot be photographed; the next round tells.
  const refresh = setInterval(() => void desk.window.screenshot({ path: file }).catch(() => null), SCREENSHOT_EVERY_MS);
  await once(desk.process, 'exit');
  clearInterval(refresh);
  return desk.process.exitCode ?? 1;
}
