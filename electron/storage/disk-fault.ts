const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space',
  EDQUOT: 'Your disk quota is used up: free some space',
  EFBIG: 'The file has reached the largest size allowed here: move old files away',
  EROFS: 'The disk is read-only: choose another data folder, or make it writable',
  EACCES: 'The folder may not be written to: give your user the right to, or choose another data folder',
  EPERM: 'The folder may not be written to: give your user the right to, or choose another data folder',
  ENOTDIR: 'A file stands where a folder is needed: move it away',
  EMFILE: 'Too many files are open: close other programs',
  EIO: 'The disk reports an error: copy the data folder to another disk',
};

/**
 * An Error that tells the trader what failed, at which path and what to do; the original is its `cause`.
 * `doing` completes "Could not …": 'write the journal'.
 */
export function diskFault(doing: string, path: string, cause: unknown): Error {
  const code = errorCode(cause) ?? '';
  const advice = ADVICE[code] ?? `The system says: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new Error(`Could not ${doing} (${path}). ${advice}${code === '' ? '' : ` [${code}]`}.`, { cause });
}

/** The system's code of an error ('ENOENT'), or null when it carries none. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
