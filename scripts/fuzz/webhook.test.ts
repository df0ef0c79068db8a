import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApiApp, type ApiApp } from '#electron/api/api.testkit';
import { createRandom } from './random';
import { hostileRequest } from './webhook-bodies';

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp({ api: { webhook: { approval: 'signals-only', perMinute: 120_000 } } });
});
afterAll(() => api.close());

it('nothing that is sent to the API crashes it, is answered without words, or becomes an order', async () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const { method, path, body } = hostileRequest(createRandom(seed));
    const answer = await fetch(`${api.url}${path}`, { method, ...(body && { body: new Uint8Array(body) }) });
    expect({ seed, is5xx: answer.status >= 500 && answer.status !== 503 }).toEqual({ seed, is5xx: false });
    expect({ seed, answer: await answer.json() }).toEqual({
      seed,
      answer: expect.objectContaining({ status: expect.any(String) }),
    });
  }
  expect(api.app.session().desk.orders.size).toBe(0);
});
