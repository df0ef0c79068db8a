import { extname, resolve, sep } from 'node:path';

/** The page's address: a scheme of its own, so that nothing of it is a file:// with its wide rights. */
export const DESK_SCHEME = 'app';
export const DESK_ORIGIN = `${DESK_SCHEME}://desk`;
export const DESK_PAGE = `${DESK_ORIGIN}/index.html`;

/** The chart's attribution brings this one style, which takes no nonce: 'a#tv-attr-logo{…' of lightweight-charts. */
const ATTRIBUTION_STYLE = 'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY=';

/**
 * No inline script, no eval, nothing from elsewhere; styles from the bundle, or made by code that knows this load's nonce
 * (dialogs lock scrolling with one). Images may be data: because CSS and the chart make some.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}' '${ATTRIBUTION_STYLE}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Tells the page the nonce of this load, where Vite's own pages carry it: browsers show it to scripts, never to CSS. */
export function withNonce(html: string, nonce: string): string {
  return html.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}" />`);
}

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
