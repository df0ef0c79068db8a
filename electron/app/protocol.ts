import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { CONTENT_SECURITY_POLICY, DESK_SCHEME, deskFile } from './desk-files';

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
      return new Response(await readFile(file.path), { headers: headersFor(file.type) });
    } catch {
      // Whatever keeps it from being read, to the page it is not there.
      return new Response('Not found', { status: 404 });
    }
  });
}

function headersFor(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
}
