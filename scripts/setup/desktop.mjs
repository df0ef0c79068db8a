import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { hasDisplay, openDisplay } from './display.mjs';
import { ensureLibraries } from './libraries.mjs';
import { ensureRuntime } from './runtime.mjs';

/**
 * All that a window needs: the runtime, a display, and the flags that this machine calls for.
 * @typedef {{
 *   readonly runtime: import('./runtime.mjs').Runtime,
 *   readonly display: import('./display.mjs').Display,
 *   readonly flags: readonly string[],
 * }} Desktop
 */

/** @returns {Promise<Desktop>} */
export async function prepareDesktop() {
  const runtime = await ensureRuntime();
  await ensureLibraries(runtime.executable, !hasDisplay());
  const display = await openDisplay();
  return { runtime, display, flags: machineFlags(display.isVirtual) };
}

function machineFlags(/** @type {boolean} */ isVirtual) {
  if (process.platform !== 'linux') return [];
  return [
    // Chromium's sandbox refuses to run as root. Never switched off for anybody else.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(isVirtual || !hasGpu() ? ['--disable-gpu'] : []),
    // Where there is no desktop there is no D-Bus either, and Chromium logs every attempt to reach it.
    ...(isVirtual ? ['--log-level=3'] : []),
    ...(hasSmallSharedMemory() ? ['--disable-dev-shm-usage'] : []),
  ];
}

function hasGpu() {
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('render'));
}

/** Containers often have 64 MB, in which Chromium's renderers crash. */
function hasSmallSharedMemory() {
  if (!existsSync('/dev/shm')) return true;
  const { bsize, blocks } = statfsSync('/dev/shm');
  return bsize * blocks < 512 * 1024 * 1024;
}
