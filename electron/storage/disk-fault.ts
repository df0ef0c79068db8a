import { messageOf } from '#shared/domain/result';
const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space',
  EDQUOT: 'Your disk quota is used up: free some space',
  EFBIG: 'The file has reached the largest size allowed here: move old files away',
  EROFS: 'The disk is read-only: choose another data folder, or make it writable',
  EACCES: 'The folder may not be written to: give your user the right to, or choose another data folder',
  EPERM: 'The folder may not be written to: give your user the right to, or choose another data folder',
  ENOTDIR: 'A file stands where a folder is needed: move it away',
  EEXIST: 'A file stands where a folder is needed: move it away',
  EISDIR: 'A folder stands where a file is needed: choose another name, or move it away',
  ENOENT: 'The file or folder is not there: it may have been moved or removed',
  EMFILE: 'Too many files are open: close other programs',
  EIO: 'The disk reports an error: copy the data folder to another disk',
};

/**
 * An Error that tells the trader what failed, at which path and what to do; the original is its `cause`.
 * `doing` completes "Could not …": 'write the journal'.
 */
export function diskFault(doing: string, path: string, cause: unknown): Error {
  const code = errorCode(cause) ?? '';
  const advice = ADVICE[code] ?? `The system says: ${messageOf(cause)}`;
  return new Error(`Could not ${doing} (${path}). ${advice}${code === '' ? '' : ` [${code}]`}.`, { cause });
}

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check its name and folder',
  EISDIR: 'a file is expected, and it is a folder; choose a file in it',
  ENOTDIR: 'there is no such file, because a part of its path is no folder; check the path',
  EACCES: 'your user may not read it; give your user the right to',
  EPERM: 'your user may not read it; give your user the right to',
  EIO: 'the disk reports an error; copy the file from another one',
  Z_BUF_ERROR: 'its gzip is cut short; get the whole file again',
  Z_DATA_ERROR: 'its gzip is damaged; get the file again',
};

/** Why a file that a person named cannot be read and what to do, to complete "cannot be read: …". */
export function readFault(error: unknown): string {
  return READING[errorCode(error) ?? ''] ?? messageOf(error);
}

/** What an error says to a person; the system's own errors, which say it in code, with what to do. */
export function messageToPerson(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isSystems = 'syscall' in error && 'path' in error && typeof error.path === 'string';
  return isSystems ? diskFault('use a file', String(error.path), error).message : error.message;
}

/** The system's code of an error ('ENOENT'), or null when it carries none. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
