import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiApp, type ApiApp } from '#electron/api/api.testkit';
import { applyDelta, type Delta, type Snapshot } from '#shared/ipc/delta';
import { RemoteDesk } from './remote-desk';

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp();
});
afterAll(() => api.close());

/** Resolves with the first delta for which it is so. */
function delta(remote: RemoteDesk, isSo: (delta: Delta) => boolean): Promise<Delta> {
  return new Promise((resolve) => {
    const stop = remote.onDelta((each) => {
      if (!isSo(each)) return;
      stop();
      resolve(each);
    });
  });
}

describe('a window onto a desk elsewhere', () => {
  it('is answered as by a desk of its own, and its replica is that desk', async () => {
    const remote = new RemoteDesk({ url: api.url, token: api.token });
    remote.connect();
    await delta(remote, () => true);
    const replies = [
      await remote.request('strategies.list', undefined),
      await remote.request('app.nothing', undefined),
    ];
    expect(replies[0]).toEqual({
      reply: JSON.parse(JSON.stringify(await api.app.handlers['strategies.list'](undefined))),
    });
    expect(replies[1]).toEqual({ refused: 'There is no such request' });
    const wire = await remote.request('desk.snapshot', undefined);
    // The request of this name answers with a snapshot.
    let replica = ('reply' in wire ? wire.reply : null) as Snapshot;
    const first = replica.seq;
    await new Promise<void>((resolve) => {
      remote.onDelta((each) => {
        // What came while the snapshot was on its way is in it.
        if (each.seq <= replica.seq) return;
        expect(each.seq).toBe(replica.seq + 1);
        replica = applyDelta(replica, each);
        if (replica.seq > first + 2 && replica.seq === api.app.session().snapshot().seq) resolve();
      });
    });
    expect(replica).toEqual(JSON.parse(JSON.stringify(api.app.session().snapshot())));
    remote.close();
  });

  it('may not change who may use that desk, nor reach its secrets', async () => {
    const remote = new RemoteDesk({ url: api.url, token: api.token });
    for (const name of ['settings.copyApiSecret', 'settings.setApi', 'settings.renewApiSecret', 'app.saveTable'])
      expect(await remote.request(name, { which: 'token' })).toEqual({
        refused: `The desk at ${api.url} refused ${name}: ${name} belongs to the computer of the window`,
      });
    remote.close();
  });

  it('says that the desk cannot be reached, and comes back with a gap that asks for a snapshot', async () => {
    const remote = new RemoteDesk({ url: api.url, token: api.token });
    remote.connect();
    await delta(remote, () => true);
    expect(remote.problem).toBeNull();
    const lost = delta(remote, () => remote.problem !== null);
    await api.app.handlers['settings.setApi']({ isEnabled: false });
    await lost;
    expect(remote.problem).toContain('cannot be reached');
    expect(await remote.request('trading.exitAll', undefined)).toEqual({
      refused: expect.stringMatching(/did not answer .* Whether trading.exitAll was done is not known/),
    });
    const { seq } = remote;
    const back = delta(remote, () => remote.problem === null);
    await api.app.handlers['settings.setApi']({ isEnabled: true });
    expect((await back).seq).toBeGreaterThan(seq + 1);
    remote.close();
  });

  it('hears why there is no login page, and logs in to the demo', async () => {
    const remote = new RemoteDesk({ url: api.url, token: api.token });
    const page = await remote.loginPage();
    expect(page).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('The demo lets everybody in') },
    });
    expect(await remote.login('abc')).toEqual({ ok: true, value: undefined });
    remote.close();
  });

  it('with a wrong token is told so', async () => {
    const remote = new RemoteDesk({ url: api.url, token: 'wrong' });
    expect(await remote.request('desk.snapshot', undefined)).toEqual({
      refused: expect.stringContaining('Access token required'),
    });
    remote.close();
  });
});
