// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestReply } from '#shared/ipc/contract';
import type { SettingsView } from '#shared/ipc/settings';
import { FilesSection } from './files-section';

type Reply = RequestReply<'settings.import'>;

const settings = { dataDirectory: '/home/trader/kitedesk', unprotected: null } as SettingsView;
const broughtTwo = (file: string): Reply => ({
  ok: true,
  value: { file, taken: ['api_key: the API key', 'symbols: NIFTY'], ignored: ['qty: no such key is known'] },
});
const broughtNothing: Reply = {
  ok: true,
  value: { file: 'other.conf', taken: [], ignored: ['colour: no such key is known'] },
};
const broken: Reply = { ok: false, error: { message: 'broken.json could not be imported: check its commas' } };

let root: Root;
let container: HTMLElement;
let reply: Reply;
let reads: number;

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  reads = 0;
  Object.assign(window, { desk: { request: async () => reply } });
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  const onChanged = async () => void (reads += 1);
  await act(async () => root.render(<FilesSection settings={settings} onChanged={onChanged} />));
});
afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
  Reflect.deleteProperty(window, 'desk');
});

async function imports(answer: Reply): Promise<void> {
  reply = answer;
  const button = [...container.querySelectorAll('button')].find(({ textContent }) => textContent === 'Choose a file…');
  await act(async () => button?.click());
}

const said = (role: 'status' | 'alert') => container.querySelector(`[role=${role}]`)?.textContent ?? null;

describe('an imported configuration', () => {
  it('is told line by line: what was taken, and what was left out', async () => {
    await imports(broughtTwo('config.conf'));
    expect(said('status')).toBe('config.conf: 2 entries taken, 1 left out.');
    expect(container.textContent).toContain('symbols: NIFTY');
    expect(container.textContent).toContain('qty: no such key is known');
    expect(reads).toBe(1);
  });

  it('of which nothing is known is a failure, with its lines', async () => {
    await imports(broughtNothing);
    expect(said('alert')).toContain('nothing was changed');
    expect(said('status')).toBeNull();
    expect(container.textContent).toContain('colour: no such key is known');
    expect(reads).toBe(0);
  });

  it('that cannot be read leaves nothing of the file before it on the screen', async () => {
    await imports(broughtTwo('config.conf'));
    await imports(broken);
    expect(said('alert')).toContain('check its commas');
    expect(container.textContent).not.toContain('symbols: NIFTY');
  });
});
