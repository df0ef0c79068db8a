import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { createLogFile } from './log-file';
import { createLogger } from './logger';
import { createRedactor } from './redactor';

const MORNING = istAt('2026-08-18', '09:20:03') + 42;

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-logs-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

function start() {
  const redactor = createRedactor();
  const logger = createLogger({ directory, now: () => MORNING, level: 'info', redactor, onFault: () => undefined });
  return { log: logger.log, redactor, close: () => logger.close() };
}

async function logged() {
  const names = (await readdir(directory)).sort();
  return (await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')))).join('');
}

describe('the log', () => {
  it('says in one line of JSON what happened, when and how grave it is', async () => {
    const { log, close } = start();
    log.debug('not wanted');
    log.child({ part: 'orders' }).warn({ orderId: 'A1' }, 'Order rejected');
    close();
    expect(JSON.parse(await logged())).toEqual({
      level: 'warn',
      at: '2026-08-18T09:20:03.042+05:30',
      part: 'orders',
      orderId: 'A1',
      msg: 'Order rejected',
    });
  });

  it('carries no secret that it was told, however it is dressed', async () => {
    const { log, redactor, close } = start();
    const secret = 'p@ss"w\\ord/ü=1';
    redactor.hide(secret);
    const error = new Error(`Login with ${secret} failed`);
    log.error({ err: error }, `GET /x?key=${encodeURIComponent(secret)}`);
    log.info({ deep: { er: { body: JSON.stringify({ note: secret }) } }, list: [secret] }, secret);
    log.info({ basic: Buffer.from(secret).toString('base64') });
    close();
    const text = await logged();
    for (const line of text.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
    for (const form of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]) {
      expect(text).not.toContain(form);
    }
    expect(text).toContain('Login with [redacted] failed');
  });

  it('carries nothing that stands where secrets stand, even when nobody told', async () => {
    const { log, close } = start();
    log.info({ headers: { Authorization: 'token k1ttycat:ZZZZsecret' } });
    log.info({ body: JSON.stringify({ api_secret: 'ZZZZ "quoted" secret', user: 'AB1234' }) });
    log.info({ accessToken: 'ZZZZ \\" secret', nested: [{ request_token: 'ZZZZ' }] });
    log.info('redirected to http://127.0.0.1/?request_token=ZZZZ&status=success');
    log.info('sent Authorization: token k1ttycat:ZZZZ');
    close();
    const text = await logged();
    expect(text).not.toMatch(/ZZZZ|k1ttycat/);
    expect(text).toContain('AB1234');
    expect(text).toContain('status=success');
    for (const line of text.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('stays JSON and free of what it was told, whatever is logged', () => {
    // Secrets in use are longer than the words of JSON itself, and are not made of its signs.
    const secret = fc.string({
      minLength: 6,
      maxLength: 30,
      unit: fc.constantFrom(...'abcXYZ019+/=%&-_"\\ ü₹'.split('')),
    });
    fc.assert(
      fc.property(secret, fc.string(), fc.json(), (value, before, json) => {
        const redactor = createRedactor();
        redactor.hide(value);
        const line = redactor.clean(JSON.stringify({ msg: `${before}${value} ${json}`, more: { text: `<${value}>` } }));
        expect(JSON.parse(line).more.text).toMatch(/^<.*\[redacted\].*>$/s);
        expect(line).not.toContain(JSON.stringify(`<${value}>`));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('is cleaned in time proportional to its length, whoever wrote it', () => {
    const redactor = createRedactor();
    redactor.hide('abcdefgh');
    const parts = ['a', '\\', '"', '"token', '"token":"', 'token ', 'token=', 'tokentoken', '\\"', ' :'];
    const startedAt = performance.now();
    for (const part of parts) redactor.clean(`"${part.repeat(100_000 / part.length)}`);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('the log file', () => {
  it('begins anew each day and when it is full, and the oldest go', async () => {
    let now = istAt('2026-08-17', '23:59:59');
    const file = createLogFile({ directory, now: () => now, maxBytes: 10, maxFiles: 3, onFault: () => undefined });
    for (const line of ['12345\n', '6789\n', 'abc\n']) file.write(line);
    now = istAt('2026-08-18', '00:00:01');
    for (const line of ['next\n', 'day, longer than a file\n']) file.write(line);
    file.close();
    expect((await readdir(directory)).sort()).toEqual(['2026-08-17.1.log', '2026-08-18.1.log', '2026-08-18.log']);
    expect(await readFile(join(directory, '2026-08-17.1.log'), 'utf8')).toBe('6789\nabc\n');
  });

  it('goes on after a restart where it stopped', async () => {
    for (const line of ['12345\n', '678\n', '9\n']) {
      const file = createLogFile({ directory, now: () => MORNING, maxBytes: 10, onFault: () => undefined });
      file.write(line);
      file.close();
    }
    expect(await logged()).toBe('9\n12345\n678\n');
    expect((await readdir(directory)).sort()).toEqual(['2026-08-18.1.log', '2026-08-18.log']);
  });

  it('that cannot be written says so once and goes on when it can', async () => {
    const faults: unknown[] = [];
    const inside = join(directory, 'logs');
    await writeFile(inside, 'in the way');
    const file = createLogFile({ directory: inside, now: () => MORNING, onFault: (error) => faults.push(error) });
    file.write('lost\n');
    file.write('lost too\n');
    expect(faults).toHaveLength(1);
    await rm(inside);
    file.write('kept\n');
    file.close();
    expect(await readFile(join(inside, '2026-08-18.log'), 'utf8')).toBe('kept\n');
  });
});
