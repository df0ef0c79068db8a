import { protocol } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy, DESK_SCHEME, deskFile, withNonce, type DeskFile } from './desk-files';

/** To be called before the app is ready. Makes app:// a standard, secure origin, as https is. */
export function registerDeskScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: DESK_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers app://desk/… with the files under `root` (the renderer's bundle), and with nothing else. */
export function serveDeskFiles(root: string): void {
  protocol.handle(DESK_SCHEME, async (request) => {
    const file = request.method === 'GET' ? deskFile(root, request.url) : null;
    if (file === null) return new Response('Not found', { status: 404 });
    try {
      return await answer(file);
    } catch {
      // Whatever keeps it from being read, to the page it is not there.
      return new Response('Not found', { status: 404 });
    }
  });
}

async function answer({ path, type }: DeskFile): Promise<Response> {
  const content = await readFile(path);
  const nonce = randomBytes(16).toString('base64');
  const headers = {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
  return new Response(path.endsWith('.html') ? withNonce(content.toString('utf8'), nonce) : content, { headers });
}
