import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createSend, type FormedRequest } from './http';
import { cutOff, good, startScriptedServer, text, type Answer, type ScriptedServer } from './scripted-server.testkit';

let server: ScriptedServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function sending(...script: readonly Answer[]) {
  server = await startScriptedServer(...script);
  return createSend(`${server.root}/`);
}

const formed = (over: Partial<FormedRequest> = {}): FormedRequest => ({
  method: 'GET',
  url: '/orders',
  data: null,
  headers: {},
  ...over,
});

describe('createSend', () => {
  it('writes a list as its name once an entry, and a form as it was formed', async () => {
    const send = await sending(good(null));
    await send(formed({ url: '/quote', params: { i: ['NSE:NIFTY 50', 'NSE:INFY'], from: 7 } }));
    await send(formed({ method: 'POST', url: '/orders/regular', data: 'quantity=65&tag=A%261' }));
    expect(server?.requests).toEqual([
      'GET /quote?i=NSE%3ANIFTY+50&i=NSE%3AINFY&from=7',
      'POST /orders/regular quantity=65&tag=A%261',
    ]);
  });

  it('asks for compressed replies and reads them', async () => {
    const candles = JSON.stringify({ status: 'success', data: { candles: [[1, 2, 3]] } });
    const asked: unknown[] = [];
    const send = await sending((response, request) => {
      asked.push(request.headers['accept-encoding']);
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(candles));
    });
    expect((await send(formed())).body).toEqual({ status: 'success', data: { candles: [[1, 2, 3]] } });
    expect(asked).toEqual(['gzip']);
  });

  it('sends the next request over the connection that is open', async () => {
    const ports = new Set<unknown>();
    const note: Answer = (response, request) => {
      ports.add(request.socket.remotePort);
      good(null)(response, request);
    };
    const send = await sending(note);
    for (let count = 0; count < 5; count += 1) await send(formed({ method: 'POST', data: `count=${count}` }));
    expect(ports.size).toBe(1);
  });

  it('tells the page of a gateway with its status, and how long to wait', async () => {
    const send = await sending(text(503, '<html>', 'text/html', { 'retry-after': '3' }));
    expect(await send(formed())).toEqual({ status: 503, body: '<html>', retryAfter: '3', networkCode: null });
  });

  it.each([
    ['cut in its middle', cutOff, 'ECONNRESET'],
    [
      'compressed and cut in its middle',
      ((response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('{"status":"success"}').subarray(0, 12));
        setImmediate(() => response.socket?.destroy());
      }) satisfies Answer,
      'ECONNRESET',
    ],
    [
      'no compressed data at all',
      ((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}')) satisfies Answer,
      'Z_DATA_ERROR',
    ],
  ])('takes a reply that is %s for none', async (_, answer, code) => {
    const send = await sending(answer);
    expect(await send(formed())).toMatchObject({ status: null, networkCode: code });
  });
});
