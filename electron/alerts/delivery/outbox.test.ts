import { afterEach, describe, expect, it } from 'vitest';
import { outgoingWebhook, telegram, type Message, type Send } from './channels';
import { startDouble, type Answer, type Double } from './doubles.testkit';
import { Outbox, OUTBOX_TERMS, type OutboxTerms, type Progress } from './outbox';

const TOKEN = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';
const MESSAGE: Message = {
  alert: 'NIFTY at 24,200',
  text: 'NIFTY 50 rose to 24,200: it is 24,201.35',
  mode: 'demo',
  at: Date.parse('2026-08-18T04:30:00Z'),
};
const QUICK: OutboxTerms = { ...OUTBOX_TERMS, backOff: { firstMs: 5, mostMs: 20 }, spacingMs: 0, timeoutMs: 2_000 };

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

async function aDouble(...answers: readonly Answer[]): Promise<Double> {
  const double = await startDouble(...answers);
  open.push(double);
  return double;
}

function botAt(root: string): Send {
  return telegram({ root, token: () => TOKEN, chat: () => '42' });
}

function post(send: Send, terms: OutboxTerms = QUICK) {
  const told: Progress[] = [];
  return new Outbox(send, terms, () => 0)
    .post(MESSAGE, (progress) => told.push(progress))
    .then((end) => ({ end, told }));
}

describe('a Telegram message', () => {
  it('goes to the bot of the token and the chat, in words', async () => {
    const double = await aDouble({ status: 200, body: { ok: true } });
    const { end } = await post(botAt(double.url));
    expect(end).toEqual({ outcome: 'sent', attempts: 1, detail: 'Telegram answered 200' });
    expect(double.received).toEqual([
      {
        path: `/bot${TOKEN}/sendMessage`,
        body: { chat_id: '42', text: 'NIFTY at 24,200\nNIFTY 50 rose to 24,200: it is 24,201.35\nKiteDesk, demo' },
      },
    ]);
  });

  it('waits as long as Telegram asks, and arrives then', async () => {
    const busy = { ok: false, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } };
    const double = await aDouble({ status: 429, body: busy }, { status: 200 });
    const began = performance.now();
    const { end, told } = await post(botAt(double.url));
    expect(end).toMatchObject({ outcome: 'sent', attempts: 2 });
    expect(performance.now() - began).toBeGreaterThan(990);
    expect(told).toEqual([
      { outcome: 'waiting', attempts: 1, detail: 'Telegram answered 429: Too Many Requests: retry after 1' },
    ]);
  });

  it('is given up at once when it is asked to wait for an hour', async () => {
    const double = await aDouble({ status: 429, body: { parameters: { retry_after: 3_600 } } });
    expect((await post(botAt(double.url))).end).toMatchObject({ outcome: 'failed', attempts: 1 });
  });

  it('is not tried again with a token that Telegram does not know', async () => {
    const double = await aDouble({ status: 401, body: { ok: false, description: 'Unauthorized' } });
    const { end } = await post(botAt(double.url));
    expect(end).toEqual({ outcome: 'failed', attempts: 1, detail: 'Telegram does not know this bot token' });
    expect(double.received.length).toBe(1);
  });

  it('says what is missing before anything is sent', async () => {
    const send = telegram({ root: 'http://127.0.0.1:1', token: () => null, chat: () => '42' });
    expect((await post(send)).end.detail).toContain('no bot token');
  });
});

describe('an outgoing webhook', () => {
  it('posts the alert as JSON, the time as Indian time', async () => {
    const double = await aDouble({ status: 204 });
    expect((await post(outgoingWebhook(() => `${double.url}/hook`))).end.outcome).toBe('sent');
    expect(double.received).toEqual([
      {
        path: '/hook',
        body: {
          source: 'kitedesk',
          alert: 'NIFTY at 24,200',
          message: 'NIFTY 50 rose to 24,200: it is 24,201.35',
          mode: 'demo',
          at: '2026-08-18T10:00:00+05:30',
        },
      },
    ]);
  });

  it('is tried again after a fault of the server, a few times and no more', async () => {
    const sick = await aDouble({ status: 500 }, { status: 502 }, { status: 200 });
    expect((await post(outgoingWebhook(() => sick.url))).end).toMatchObject({ outcome: 'sent', attempts: 3 });
    const dead = await aDouble({ status: 503 });
    expect((await post(outgoingWebhook(() => dead.url))).end).toMatchObject({ outcome: 'failed', attempts: 5 });
    expect(dead.received.length).toBe(5);
  });

  it('is tried again when nobody answers in time', async () => {
    const double = await aDouble('silence', { status: 200 });
    const { end, told } = await post(
      outgoingWebhook(() => double.url),
      { ...QUICK, timeoutMs: 300 },
    );
    // How often depends on how busy this computer is: the second answer may be late as well.
    expect(end.outcome).toBe('sent');
    expect(told[0]).toEqual({ outcome: 'waiting', attempts: 1, detail: 'No answer within 0.3 s' });
  });

  it('follows no redirect', async () => {
    const elsewhere = await aDouble({ status: 200 });
    const double = await aDouble({ status: 307, headers: { location: elsewhere.url } });
    expect((await post(outgoingWebhook(() => double.url))).end).toMatchObject({ outcome: 'failed', attempts: 1 });
    expect(elsewhere.received).toEqual([]);
  });

  it('does not go into a private network, and is not tried again', async () => {
    const { end } = await post(outgoingWebhook(() => 'https://192.168.0.1/hook'));
    expect(end).toMatchObject({ outcome: 'failed', attempts: 1 });
    expect(end.detail).toContain('private network');
  });
});

describe('an outbox', () => {
  it('sends one message after the other, in order, spaced', async () => {
    const double = await aDouble({ status: 200 });
    const outbox = new Outbox(
      outgoingWebhook(() => double.url),
      { ...QUICK, spacingMs: 100 },
      () => 0,
    );
    const began = performance.now();
    const names = ['a', 'b', 'c'];
    await Promise.all(names.map((alert) => outbox.post({ ...MESSAGE, alert }, () => undefined)));
    expect(performance.now() - began).toBeGreaterThan(195);
    // The double keeps what it was sent as it came.
    expect(double.received.map(({ body }) => (body as { alert: string }).alert)).toEqual(names);
  });

  it('leaves out what comes while too many wait', async () => {
    const double = await aDouble({ status: 200 });
    const outbox = new Outbox(
      outgoingWebhook(() => double.url),
      { ...QUICK, mostWaiting: 2 },
      () => 0,
    );
    const ends = await Promise.all([1, 2, 3].map(() => outbox.post(MESSAGE, () => undefined)));
    expect(ends.map(({ outcome }) => outcome)).toEqual(['sent', 'sent', 'failed']);
    expect(double.received.length).toBe(2);
  });

  it('ends at once when it is closed, and says so of what waited', async () => {
    const double = await aDouble({ status: 503 });
    const outbox = new Outbox(
      outgoingWebhook(() => double.url),
      { ...QUICK, backOff: { firstMs: 60_000, mostMs: 60_000 } },
      () => 0,
    );
    const ends = await outbox.post(MESSAGE, () => outbox.close());
    expect(ends).toMatchObject({ outcome: 'failed', detail: 'The desk was closed before it was sent' });
  });
});
