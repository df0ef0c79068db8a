import { spawn } from 'node:child_process';
import { say, Stop } from './say.mjs';

/**
 * A place for windows: the environment that leads programs to it, and how to take it down.
 * @typedef {{ readonly isVirtual: boolean, readonly env: Record<string, string>, readonly close: () => void }} Display
 */

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns {Promise<Display>} */
export async function openDisplay() {
  if (hasDisplay()) return { isVirtual: false, env: {}, close: () => {} };
  // With -displayfd Xvfb picks a free number itself, so that simultaneous runs never meet.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const close = () => {
    xvfb.kill();
  };
  process.once('exit', close);
  // A signal's default end runs no exit handlers, and would leave Xvfb behind.
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1));
  }
  const display = `:${await displayNumber(xvfb)}`;
  // The script may end while Xvfb runs; the exit handler takes it down.
  xvfb.unref();
  say(`There is no display here: running under a virtual one (Xvfb ${display}).`);
  return { isVirtual: true, env: { DISPLAY: display }, close };
}

/** @returns {Promise<string>} */
function displayNumber(/** @type {import('node:child_process').ChildProcess} */ xvfb) {
  const pipe = /** @type {import('node:net').Socket} */ (xvfb.stdio[3]);
  return new Promise((resolve, reject) => {
    xvfb.once('error', (error) => reject(new Stop(`Xvfb could not be started: ${error.message}`)));
    xvfb.once('exit', (code) => reject(new Stop(`Xvfb ended at once, with code ${code}`)));
    let text = '';
    pipe.on('data', (chunk) => {
      text += chunk;
      // Not before the line is complete: closing the pipe while Xvfb still writes would kill it.
      if (!text.endsWith('\n')) return;
      pipe.destroy();
      resolve(text.trim());
    });
  });
}
