import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { connectControl, marketTimeAfter, type ControlClient } from './control-client';
import type { ControlCommand, ControlState } from './control/protocol';
import { startDemo, type Demo } from './testing/demo';

let demo: Demo;
let client: ControlClient;
beforeAll(async () => {
  demo = await startDemo({ isRunning: true });
  client = await connectControl(demo.exchange.controlUrl);
});
afterAll(async () => {
  client.close();
  await demo.close();
});

/** What is reported once a command has been carried out. */
async function after(command: ControlCommand): Promise<ControlState> {
  await client.ask(command);
  return client.state();
}

const at = (clock: string) => istAt('2026-08-18', clock);

describe('the control connection', () => {
  it('reports the day, its clock and what is modelled', () => {
    const state = client.state();
    expect(state).toMatchObject({
      speed: 1,
      isPaused: false,
      isOver: false,
      day: { id: '2026-08-18', underlyings: ['NIFTY'] },
    });
    expect(state.marketAt).toBe(at('11:15'));
    expect([state.recordedFrom, state.recordedTo, state.closesAt]).toEqual([at('10:43'), at('15:30'), at('15:40')]);
    expect(state.pieces.map((piece) => piece.state)).toContain('modelled');
    expect(state.days.map((day) => day.id)).toEqual(['2026-08-18', '2026-01-30']);
  });

  it('lets market time run at the chosen speed, and stand still while paused', async () => {
    await after({ kind: 'speed', speed: 60 });
    demo.machine.now += 10_000;
    const paused = await after({ kind: 'pause' });
    expect(paused.marketAt).toBe(at('11:25'));
    demo.machine.now += 10_000;
    expect(client.clock()).toBe(at('11:25'));
    expect(demo.exchange.control.state().marketAt).toBe(at('11:25'));
  });

  it('carries the clock on between reports', () => {
    const state = { ...client.state(), marketAt: 1000, speed: 60, isPaused: false };
    expect(marketTimeAfter(state, 500)).toBe(31_000);
    expect(marketTimeAfter({ ...state, isPaused: true }, 500)).toBe(1000);
  });

  it('goes to another time of the day, but not outside what was recorded', async () => {
    const later = await after({ kind: 'seek', at: at('14:00') });
    expect(later.marketAt).toBe(at('14:00'));
    await expect(client.ask({ kind: 'seek', at: at('10:00') })).rejects.toThrow('from 10:43:00 to 15:45:00');
    await expect(client.ask({ kind: 'speed', speed: 3_601 })).rejects.toThrow('1 to 3600');
  });

  it('answers each command by itself, whatever is reported meanwhile', async () => {
    const asked = [client.ask({ kind: 'seek', at: at('10:00') }), client.ask({ kind: 'speed', speed: 60 })];
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(answers[0]).toMatchObject({ reason: { message: expect.stringContaining('from 10:43:00') } });
    expect(client.state().speed).toBe(60);
  });

  it('lets no market run faster than sixty times that nobody follows', async () => {
    await client.ask({ kind: 'resume' });
    await client.ask({ kind: 'speed', speed: 3_600 });
    const { marketAt } = client.state();
    demo.machine.now += 1_000;
    expect(demo.exchange.control.state().marketAt).toBe(marketAt + 60_000);
    expect(marketTimeAfter({ ...client.state(), marketAt: 0 }, 1_000)).toBe(60_000);
    await expect(client.ask({ kind: 'run-to', at: at('15:00') })).rejects.toThrow('Nobody follows the market');
    await client.ask({ kind: 'pause' });
  });

  it('does not go back once there are orders, until the day starts again', async () => {
    await demo.login();
    const order = { exchange: 'NFO', tradingsymbol: 'NIFTY26AUGFUT', transaction_type: 'BUY', order_type: 'LIMIT' };
    await demo.call('POST', '/orders/regular', { ...order, price: '23000', quantity: '65', product: 'NRML' });
    await expect(client.ask({ kind: 'seek', at: at('11:00') })).rejects.toThrow('start the day again first');
    const fresh = await after({ kind: 'restart-day' });
    expect(fresh.marketAt).toBe(at('11:15'));
    expect((await demo.call('GET', '/orders')).body.data).toEqual([]);
  });

  it('changes the day, which ends the session as every night does', async () => {
    await demo.login();
    await after({ kind: 'day', dayId: '2026-01-30' });
    expect((await demo.call('GET', '/orders')).status).toBe(403);
    await demo.login();
    const { body } = await demo.call('GET', '/quote?i=NSE:NIFTY BANK');
    expect(body.data).toMatchObject({ 'NSE:NIFTY BANK': { instrument_token: 260105 } });
    await expect(client.ask({ kind: 'day', dayId: '../../etc' })).rejects.toThrow('no recorded day');
  });

  it('lists the faults that are on', async () => {
    const on = await after({ kind: 'fault', name: 'silence' });
    expect(on.faults).toMatchObject([{ name: 'silence', remaining: null }]);
    await after({ kind: 'clear-faults' });
  });

  it('is not for web pages, and refuses what is no command', async () => {
    const page = new WebSocket(demo.exchange.controlUrl, { origin: 'https://example.com' });
    await expect(new Promise((_, reject) => page.on('error', reject))).rejects.toThrow('403');
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${demo.exchange.url}/demo/command`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect((await post({ origin: 'https://example.com' }, '{"kind":"pause"}')).status).toBe(403);
    expect((await post({}, '{"kind":"explode"}')).status).toBe(400);
  });
});

describe('connectControl', () => {
  it('rejects when nobody listens', async () => {
    await expect(connectControl('ws://127.0.0.1:1/demo/control')).rejects.toThrow('ECONNREFUSED');
  });
});
