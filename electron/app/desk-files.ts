import { extname, resolve, sep } from 'node:path';

/** The page's address: a scheme of its own, so that nothing of it is a file:// with its wide rights. */
export const DESK_SCHEME = 'app';
export const DESK_ORIGIN = `${DESK_SCHEME}://desk`;
export const DESK_PAGE = `${DESK_ORIGIN}/index.html`;

/**
 * No inline script or style, no eval, nothing from elsewhere. Images may be data: because CSS and the chart make some.
 * The page itself says the same in a <meta>; this one holds whatever the page says.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What a bundle consists of; anything else in the folder is none of the page's business. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface DeskFile {
  readonly path: string;
  readonly type: string;
}

/** The file of the bundle that an address names, or null for one outside of it, or of a kind that no bundle has. */
export function deskFile(root: string, address: string): DeskFile | null {
  const path = pathOf(root, address);
  const type = path === null ? undefined : TYPES[extname(path)];
  return path === null || type === undefined ? null : { path, type };
}

function pathOf(root: string, address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.protocol !== `${DESK_SCHEME}:` || url.host !== 'desk') return null;
  const name = decoded(url.pathname);
  // A backslash is a separator on Windows, and a NUL ends a name for the system.
  if (name === null || /[\\\0]/.test(name)) return null;
  const path = resolve(root, `.${name}`);
  return path.startsWith(resolve(root) + sep) ? path : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape names no file.
    return null;
  }
}
