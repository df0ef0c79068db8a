import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Access, Route } from './route';

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:CanvasText;background:Canvas}
:root{color-scheme:light dark}code,pre{font:13px ui-monospace,monospace}pre{overflow:auto;padding:.75rem;border:1px solid GrayText;border-radius:6px}
details{border-top:1px solid GrayText;padding:.5rem 0}summary{cursor:pointer}b{display:inline-block;min-width:3.5rem}i{opacity:.75}`;

/** No script at all, nothing from elsewhere, and only the one style above. */
export const DOCS_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
} as const;

const NEEDS: Readonly<Record<Access, string>> = {
  free: 'needs no token',
  seed: 'token; none in Demo unless Settings ask for it',
  body: 'token, or the webhook secret in the body; neither in Demo unless Settings ask for it',
  token: 'token',
};

/** The API's own page: every endpoint with what it takes and answers. */
export function docsPage(routes: readonly Route[], version: string): string {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const parts = tags.map((tag) => {
    const entries = routes.filter((route) => route.tag === tag).map(entryOf);
    return `<h2>${tag}</h2>${entries.join('')}`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>KiteDesk local API</title><style>${STYLE}</style></head><body>
<h1>KiteDesk local API</h1><p>Version ${escaped(version)}. Prices and money in rupees, quantities in units, times on the Indian clock.
Send the token as <code>Authorization: Bearer TOKEN</code>; Settings copies it. <code>GET /stream</code> is a WebSocket: first a snapshot,
then deltas, both as the window gets them (money there in paise). The same as a document: <a href="/openapi.json">/openapi.json</a>.</p>${parts.join('')}</body></html>`;
}

function entryOf({ method, path, summary, access, body, reply }: Route): string {
  const takes = body ? `<p>Takes</p><pre>${escaped(schemaText(body, 'input'))}</pre>` : '';
  const answers =
    reply === 'text' ? '<p>Answers text</p>' : `<p>Answers</p><pre>${escaped(schemaText(reply, 'output'))}</pre>`;
  return `<details><summary><b>${method}</b> <code>${escaped(path)}</code> ${escaped(summary)} <i>(${NEEDS[access]})</i></summary>${takes}${answers}</details>`;
}

function schemaText(schema: z.ZodType, io: 'input' | 'output'): string {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return JSON.stringify(rest, null, 2);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
