import { afterEach, describe, expect, it } from 'vitest';
import type { ApiSettings } from '#shared/ipc/api-settings';
import { startApiApp, type ApiApp } from './api.testkit';

let api: ApiApp;
afterEach(() => api.close());

const set = (change: Partial<ApiSettings>) => api.app.handlers['settings.setApi'](change);

describe('the local API in Live', () => {
  it('listens only while it is switched on there, and asks everybody for the token', async () => {
    api = await startApiApp({ mode: 'live', api: { isEnabled: true, isEnabledInLive: true } });
    expect(await api.call('GET', '/positions', undefined, {})).toMatchObject({ status: 401 });
    // Nobody is logged in, so there is no desk; but who asks may ask.
    expect(await api.call('GET', '/positions')).toMatchObject({ status: 503 });
    await set({ isEnabledInLive: false });
    expect(api.app.api.view()).toMatchObject({ state: 'off', url: null });
    await expect(api.call('GET', '/health')).rejects.toThrow('fetch failed');
  });
});

describe('an address that others reach', () => {
  it('is warned of for as long as it is set', async () => {
    api = await startApiApp({ mode: 'live', api: { isEnabledInLive: true } });
    expect(api.app.api.view()).toMatchObject({ host: '127.0.0.1', problem: null });
    await set({ host: '0.0.0.0' });
    expect(api.app.api.view()).toMatchObject({
      state: 'on',
      problem: 'The API listens on 0.0.0.0: everybody in that network can try it. 127.0.0.1 is this computer alone.',
    });
    await set({ host: '127.0.0.1' });
    expect(api.app.api.view().problem).toBeNull();
  });
});
