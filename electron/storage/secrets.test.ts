import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, type Cipher, type Protection } from './secrets';

const NOW = Date.UTC(2026, 7, 18, 3, 45, 0);
const SYSTEM: Protection = { kind: 'system' };

let directory: string;
let told: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-secrets-'));
  told = [];
});

afterEach(() => rm(directory, { recursive: true, force: true }));

/** A real cipher whose key lasts as long as the test; the app's key belongs to the system. */
function cipherWith(key: Buffer, protection: Protection = SYSTEM): Cipher {
  return {
    protection,
    encrypt(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    decrypt(bytes) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

function open(cipher: Cipher) {
  return openSecrets({ directory, cipher, now: () => NOW, onSecret: (secret) => told.push(secret) });
}

describe('secrets', () => {
  const cipher = cipherWith(randomBytes(32));

  it('are kept encrypted, and are there after a restart', async () => {
    expect(await (await open(cipher)).set('kite.apiSecret', 'hush-hush-123')).toBe('kept');
    expect(await readFile(join(directory, 'secrets.json'), 'utf8')).not.toContain('hush');
    expect((await open(cipher)).get('kite.apiSecret')).toBe('hush-hush-123');
  });

  it.runIf(process.platform !== 'win32')('are readable by their owner only', async () => {
    await (await open(cipher)).set('api.token', 'abc');
    expect((await stat(join(directory, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('are told to the redactor when set and when found', async () => {
    await (await open(cipher)).set('api.token', 'one');
    await open(cipher);
    expect(told).toEqual(['one', 'one']);
  });

  it('are gone from every file once wiped', async () => {
    const secrets = await open(cipher);
    await secrets.set('kite.apiSecret', 'stays');
    await secrets.set('kite.accessToken', 'goes');
    await writeFile(join(directory, 'secrets.json.damaged-x'), 'older');
    await secrets.wipe(['kite.accessToken']);
    expect(secrets.get('kite.accessToken')).toBeNull();
    expect(await readdir(directory)).toEqual(['secrets.json']);
    const after = await open(cipher);
    expect([after.get('kite.accessToken'), after.get('kite.apiSecret')]).toEqual([null, 'stays']);
    await after.wipe(['kite.apiSecret']);
    expect(await readdir(directory)).toEqual([]);
  });

  it('stay in memory where nothing protects them, until the person accepts that', async () => {
    const reason = 'This computer has no keyring';
    const refused = await open(cipherWith(randomBytes(32), { kind: 'none', reason, isAccepted: false }));
    expect(await refused.set('kite.accessToken', 'abc')).toBe('session');
    expect(refused.get('kite.accessToken')).toBe('abc');
    expect(await readdir(directory)).toEqual([]);
    const accepted = await open(cipherWith(randomBytes(32), { kind: 'none', reason, isAccepted: true }));
    expect(await accepted.set('kite.accessToken', 'abc')).toBe('kept');
  });

  it('of another key are said to be lost, and can be set again', async () => {
    await (await open(cipher)).set('kite.accessToken', 'abc');
    const secrets = await open(cipherWith(randomBytes(32)));
    expect(secrets.notes).toEqual([
      'kite.accessToken could not be decrypted, as after a change of user or keyring: please enter them or log in again.',
    ]);
    expect(secrets.get('kite.accessToken')).toBeNull();
    expect(await secrets.set('kite.accessToken', 'new')).toBe('kept');
  });
});
