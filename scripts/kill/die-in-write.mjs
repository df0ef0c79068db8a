/**
 * Loaded into the desk with `--import`: ends the process as SIGKILL does, in the middle of a write. KITEDESK_DIE_IN is
 * 'PART:N': the N-th byte written to files whose path contains PART is the last that reaches the disk.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [, part = '', limit = ''] = /^(.+):(\d+)$/.exec(process.env['KITEDESK_DIE_IN'] ?? '') ?? [];
/** @type {WeakSet<object>} */
const watchedHandles = new WeakSet();
/** @type {Set<number>} */
const watchedNumbers = new Set();
let left = Number(limit);

if (part !== '') {
  await watchHandles();
  watchDescriptors();
  syncBuiltinESMExports();
}

/** The bytes that are still to be written; all of them when the end has not come. */
function allowance(/** @type {number} */ length) {
  const allowed = Math.min(length, left);
  left -= allowed;
  return allowed;
}

function die() {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment, in which nothing more may happen.
  for (;;);
}

/** fs/promises: journal, ticks, and every document that is replaced as a whole. */
async function watchHandles() {
  const open = promises.open;
  const sample = await open(process.execPath, 'r');
  const proto = Object.getPrototypeOf(sample);
  await sample.close();
  const { write, writeFile } = proto;
  promises.open = async (...args) => {
    const handle = await open(...args);
    if (String(args[0]).includes(part)) watchedHandles.add(handle);
    return handle;
  };
  proto.write = async function (
    /** @type {any} */ data,
    /** @type {any} */ offset = 0,
    /** @type {any} */ length,
    /** @type {any} */ position = null,
  ) {
    if (!watchedHandles.has(this) || !ArrayBuffer.isView(data)) return write.call(this, data, offset, length, position);
    const wanted = length ?? data.byteLength - offset;
    const allowed = allowance(wanted);
    const result = await write.call(this, data, offset, allowed, position);
    return allowed < wanted ? die() : result;
  };
  proto.writeFile = async function (/** @type {any} */ data, /** @type {any} */ options) {
    if (!watchedHandles.has(this)) return writeFile.call(this, data, options);
    const bytes = Buffer.from(data);
    const allowed = allowance(bytes.length);
    await writeFile.call(this, bytes.subarray(0, allowed));
    return allowed < bytes.length ? die() : undefined;
  };
}

/** fs: the log. */
function watchDescriptors() {
  const { openSync, writeSync } = fs;
  fs.openSync = (...args) => {
    const number = openSync(...args);
    if (String(args[0]).includes(part)) watchedNumbers.add(number);
    return number;
  };
  fs.writeSync = (/** @type {number} */ number, /** @type {any} */ data, /** @type {any[]} */ ...rest) => {
    if (!watchedNumbers.has(number)) return Reflect.apply(writeSync, fs, [number, data, ...rest]);
    const bytes = Buffer.from(data);
    const allowed = allowance(bytes.length);
    const written = writeSync(number, bytes, 0, allowed);
    return allowed < bytes.length ? die() : written;
  };
}
