import { commandLine } from '../scripts/build/command-line.mjs';
import { ensureBuild } from '../scripts/setup/build.mjs';
import { prepareDesktop } from '../scripts/setup/desktop.mjs';

/** Builds the app, finds the runtime and opens a display once, and tells the specs of it through the environment. */
export default async function setUpDesktop(): Promise<() => void> {
  await ensureBuild();
  // Journeys start desks without a window, and markets of their own.
  await commandLine();
  const { runtime, display, flags } = await prepareDesktop();
  Object.assign(process.env, display.env, {
    KITEDESK_E2E_EXECUTABLE: runtime.executable,
    KITEDESK_E2E_FLAGS: JSON.stringify(flags),
  });
  return display.close;
}
