import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { scratchDir } from './paths.mjs';
import { goOn } from './run.mjs';
import { say } from './say.mjs';

const LOOK_AGAIN_MS = 500;

/** Runs `work` while no other process of this checkout does work of the same name; waits for one that does. */
export async function alone(/** @type {string} */ name, /** @type {() => Promise<void>} */ work) {
  mkdirSync(scratchDir, { recursive: true });
  const lock = join(scratchDir, `${name}.lock`);
  let hasSaid = false;
  while (!take(lock)) {
    if (!hasSaid) say(`Another KiteDesk script is at the same (${name}); waiting for it.`);
    hasSaid = true;
    await setTimeout(LOOK_AGAIN_MS);
    goOn();
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A lock whose owner has gone is nobody's. */
function take(/** @type {string} */ lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (!isAlive(ownerOf(lock))) rmSync(lock, { force: true });
    return false;
  }
}

/** @returns {number} 0 while the lock is being written or removed */
function ownerOf(/** @type {string} */ lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

function isAlive(/** @type {number} */ pid) {
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
