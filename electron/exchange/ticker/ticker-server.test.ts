import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultName } from '../faults/faults';
import { startDemo, type Demo } from '../testing/demo';
import { textOf } from '../text-frame';

const CALL = 11_545_090;
const NIFTY = 256_265;
const ORDER = {
  exchange: 'NFO',
  tradingsymbol: 'NIFTY2681824200CE',
  transaction_type: 'BUY',
  quantity: '65',
  product: 'NRML',
};

let demo: Demo;
let token: string;
const sockets: Socket[] = [];

/** A bare client that keeps every frame. */
class Socket {
  readonly frames: Buffer[] = [];
  readonly texts: { type: string; data: { status: string; order_id: string } }[] = [];
  readonly ws: WebSocket;
  #wake = () => {};

  constructor(query: string) {
    this.ws = new WebSocket(`${demo.exchange.tickerUrl}?${query}`);
    this.ws.on('message', (data, isBinary) => {
      // Text frames of the exchange have this form.
      if (isBinary) this.frames.push(data as Buffer);
      else this.texts.push(JSON.parse(textOf(data)) as (typeof this.texts)[number]);
      this.#wake();
    });
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.ws.on('open', resolve);
      this.ws.on('error', reject);
    });
  }

  /** Looks at every frame again whenever one comes; the test's own time limit ends a vain wait. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  say(command: unknown): void {
    this.ws.send(JSON.stringify(command));
  }

  /** Lengths of the packets of one token, in order of arrival. */
  sizes(of: number): number[] {
    const sizes: number[] = [];
    for (const frame of this.frames.filter((one) => one.length > 2)) {
      for (let at = 2; at + 2 < frame.length; at += 2 + frame.readInt16BE(at)) {
        if (frame.readUInt32BE(at + 2) === of) sizes.push(frame.readInt16BE(at));
      }
    }
    return sizes;
  }
}

async function connect(query = `api_key=demokey&access_token=${token}`): Promise<Socket> {
  const socket = new Socket(query);
  sockets.push(socket);
  await socket.opened();
  return socket;
}

function fault(name: FaultName, count?: number): void {
  demo.exchange.control.execute({ kind: 'fault', name, ...(count === undefined ? {} : { count }) });
}

beforeAll(async () => {
  demo = await startDemo();
  token = await demo.login();
});
afterEach(() => {
  demo.exchange.control.execute({ kind: 'clear-faults' });
  for (const socket of sockets.splice(0)) socket.ws.terminate();
});
afterAll(() => demo.close());

describe('the price socket', () => {
  it('refuses a dead token at the upgrade', async () => {
    await expect(connect('api_key=demokey&access_token=old')).rejects.toThrow('403');
  });

  it('starts a subscription in quote mode and sends the last packet at once, also while the market is paused', async () => {
    const socket = await connect();
    socket.say({ a: 'subscribe', v: [CALL, NIFTY] });
    await socket.until(() => socket.sizes(NIFTY).length > 0);
    expect([socket.sizes(CALL)[0], socket.sizes(NIFTY)[0]]).toEqual([44, 28]);
  });

  it('changes modes, ignores one for a token not subscribed, and nonsense altogether', async () => {
    const socket = await connect();
    socket.ws.send('{"a":');
    socket.say({ a: 'mode', v: ['full', [CALL]] });
    socket.say({ a: 'subscribe', v: [NIFTY] });
    socket.say({ a: 'mode', v: ['full', [NIFTY]] });
    await socket.until(() => socket.sizes(NIFTY).includes(32));
    socket.say({ a: 'mode', v: ['ltp', [NIFTY]] });
    await socket.until(() => socket.sizes(NIFTY).includes(8));
    expect(socket.sizes(CALL)).toEqual([]);
  });

  it('sends a packet when the price changed and not again when it did not', async () => {
    const socket = await connect();
    socket.say({ a: 'subscribe', v: [NIFTY] });
    await socket.until(() => socket.sizes(NIFTY).length === 1);
    const { marketAt } = demo.exchange.control.state();
    demo.exchange.control.execute({ kind: 'seek', at: marketAt + 1000 });
    await socket.until(() => socket.sizes(NIFTY).length === 2);
    demo.exchange.control.execute({ kind: 'seek', at: marketAt + 1250 });
    demo.machine.now += 1000;
    const seen = socket.frames.length;
    await socket.until(() => socket.frames.length > seen);
    expect(socket.sizes(NIFTY)).toHaveLength(2);
  });

  it('beats every second with one byte when it has nothing to say', async () => {
    const socket = await connect();
    demo.machine.now += 1000;
    await socket.until(() => socket.frames.length > 0);
    expect(socket.frames[0]).toEqual(Buffer.from([0]));
  });

  it('refuses a fourth connection of the same key', async () => {
    await Promise.all([connect(), connect(), connect()]);
    await expect(connect()).rejects.toThrow('429');
  });

  it('tells every socket of the user, COMPLETE perhaps before the reply', async () => {
    const pair = await Promise.all([connect(), connect()]);
    const { body } = await demo.call('POST', '/orders/regular', { ...ORDER, order_type: 'LIMIT', price: '45' });
    // Checked in the shape tests.
    const { order_id: id } = body.data as { order_id: string };
    for (const socket of pair) {
      await socket.until(() => socket.texts.length >= 2);
      expect(socket.texts.map(({ type, data }) => [type, data.order_id, data.status])).toEqual([
        ['order', id, 'OPEN'],
        ['order', id, 'COMPLETE'],
      ]);
    }
  });
});

describe('socket faults', () => {
  const limit = { ...ORDER, order_type: 'LIMIT', price: '45' };

  it('repeat and reverse order updates', async () => {
    const socket = await connect();
    fault('duplicate-updates', 1);
    fault('reorder-updates', 1);
    await demo.call('POST', '/orders/regular', limit);
    await socket.until(() => socket.texts.length >= 4);
    expect(socket.texts.map((text) => text.data.status)).toEqual(['COMPLETE', 'COMPLETE', 'OPEN', 'OPEN']);
  });

  it('lose order updates', async () => {
    const socket = await connect();
    fault('no-updates', 1);
    await demo.call('POST', '/orders/regular', limit);
    await demo.call('POST', '/orders/regular', { ...limit, tag: 'second' });
    await socket.until(() => socket.texts.length >= 2);
    expect(socket.texts).toHaveLength(2);
  });

  it('fall silent without closing: no ticks, no heartbeat, no updates', async () => {
    const socket = await connect();
    fault('silence');
    socket.say({ a: 'subscribe', v: [NIFTY] });
    await demo.call('POST', '/orders/regular', limit);
    expect([socket.frames.length, socket.texts.length, socket.ws.readyState]).toEqual([0, 0, WebSocket.OPEN]);
    demo.exchange.control.execute({ kind: 'clear-faults' });
    await socket.until(() => socket.sizes(NIFTY).length > 0);
  });

  it('cut a frame in half', async () => {
    const socket = await connect();
    fault('short-frame', 1);
    socket.say({ a: 'subscribe', v: [NIFTY] });
    await socket.until(() => socket.frames.some((frame) => frame.length > 1));
    const [cut] = socket.frames.filter((frame) => frame.length > 1);
    expect(cut).toHaveLength((2 + 2 + 28) / 2);
  });

  it('cut the stream anywhere: every frame still arrives whole', async () => {
    fault('slow-drip', 1);
    const socket = await connect();
    socket.say({ a: 'subscribe', v: [NIFTY, CALL] });
    await socket.until(() => socket.sizes(CALL).length > 0 && socket.sizes(NIFTY).length > 0);
    expect([socket.sizes(CALL)[0], socket.sizes(NIFTY)[0]]).toEqual([44, 28]);
  });

  it('send nothing but heartbeats, each frame twice, or packets of a length that nobody knows', async () => {
    const socket = await connect();
    fault('frozen-prices');
    socket.say({ a: 'subscribe', v: [NIFTY] });
    demo.machine.now += 1_000;
    await socket.until(() => socket.frames.length > 0);
    expect(socket.sizes(NIFTY)).toEqual([]);
    demo.exchange.control.execute({ kind: 'clear-faults' });
    fault('repeated-frames');
    fault('unknown-packets');
    await socket.until(() => socket.sizes(NIFTY).length === 2);
    const [frame] = socket.frames.filter((one) => one.length > 1);
    expect([frame?.readInt16BE(0), frame?.readInt16BE(2)]).toEqual([2, 12]);
  });

  it('send prices that are none, and stamps of an hour ago', async () => {
    const socket = await connect();
    fault('bad-prices');
    fault('old-stamps');
    socket.say({ a: 'subscribe', v: [NIFTY, CALL] });
    socket.say({ a: 'mode', v: ['full', [NIFTY]] });
    await socket.until(() => socket.sizes(NIFTY).includes(32) && socket.sizes(CALL).length > 0);
    const prices = socket.frames
      .filter((one) => one.length > 1)
      .map((frame) => ({ token: frame.readInt32BE(4), ltp: frame.readInt32BE(8) }));
    expect(prices).toContainEqual({ token: NIFTY, ltp: [0, -5, 2_000_000_000][NIFTY % 3] });
    const full = socket.frames.find((frame) => frame.readInt16BE(2) === 32);
    const { marketAt } = demo.exchange.control.state();
    expect((full?.readUInt32BE(32) ?? 0) * 1000).toBeLessThan(marketAt - 3_500_000);
  });

  it('drop every connection without a close frame', async () => {
    const socket = await connect();
    const code = new Promise<number>((resolve) => socket.ws.on('close', resolve));
    demo.exchange.control.execute({ kind: 'drop-sockets' });
    expect(await code).toBe(1006);
  });

  it('never answer the upgrade', async () => {
    fault('half-open-connect', 1);
    const socket = new WebSocket(`${demo.exchange.tickerUrl}?api_key=demokey&access_token=${token}`, {
      handshakeTimeout: 200,
    });
    await expect(new Promise((_, reject) => socket.on('error', reject))).rejects.toThrow('timed out');
  });
});
