import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '#shared/domain/units';
import { diskFault } from './disk-fault';
import { createDocument } from './document';

export type SecretName =
  | 'kite.apiSecret'
  | 'kite.accessToken'
  | 'api.token'
  | 'api.webhookSecret'
  | 'telegram.token'
  /** An address that messages are sent to: who has it may send there. */
  | 'alerts.webhook';

/** Who can turn the kept form back: a key of the system, or nobody here that deserves the name. */
export type Protection =
  | { readonly kind: 'system' }
  /** Why there is no protection, in words, and whether the person accepted to keep secrets all the same. */
  | { readonly kind: 'none'; readonly reason: string; readonly isAccepted: boolean };

/** Encrypts with a key that the operating system guards. */
export interface Cipher {
  readonly protection: Protection;
  encrypt(text: string): Buffer;
  /** Throws when the key has changed or the bytes are damaged. */
  decrypt(bytes: Buffer): string;
}

export interface SecretsOptions {
  /** The data folder; the file is secrets.json in it. */
  readonly directory: string;
  readonly cipher: Cipher;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  /** Told every secret as soon as it is known, so that no log line can carry it. */
  readonly onSecret: (value: string) => void;
}

export interface Secrets {
  readonly notes: readonly string[];
  /** Why what is set lasts only until the app ends; null where it is kept. */
  readonly unprotected: string | null;
  get(name: SecretName): string | null;
  /** 'session': there is nothing that protects it on this computer, so it is kept in memory until the app ends. */
  set(name: SecretName, value: string): Promise<'kept' | 'session'>;
  /** Forgets them everywhere: in memory, in the file, and in what was kept aside of it. */
  wipe(names: readonly SecretName[]): Promise<void>;
}

const FORMAT = 1;
const NAMES = [
  'kite.apiSecret',
  'kite.accessToken',
  'api.token',
  'api.webhookSecret',
  'telegram.token',
  'alerts.webhook',
] as const satisfies readonly SecretName[];
/** Encrypted, in base64, by name. */
const schema = z.partialRecord(z.enum(NAMES), z.base64());

/** Never fails for a broken file or a changed key: the notes say that logging in again is needed. */
export async function openSecrets({ directory, cipher, now, onSecret }: SecretsOptions): Promise<Secrets> {
  const path = join(directory, 'secrets.json');
  // Without a second copy: what is wiped has to be gone.
  const document = createDocument({ path, name: 'the secrets', version: FORMAT, schema, now, keepsLastGood: false });
  const { value, notes } = await document.read();
  const { known, unreadable } = decryptAll(value ?? {}, cipher);
  known.forEach((secret) => onSecret(secret));
  const mayKeep = cipher.protection.kind === 'system' || cipher.protection.isAccepted;

  function save(): Promise<void> {
    const encrypted = [...known].map(([name, secret]) => [name, cipher.encrypt(secret).toString('base64')]);
    return document.write(Object.fromEntries(encrypted));
  }

  return {
    unprotected: cipher.protection.kind === 'none' && !mayKeep ? cipher.protection.reason : null,
    notes:
      unreadable.length === 0
        ? notes
        : [
            ...notes,
            `${unreadable.join(' and ')} could not be decrypted, as after a change of user or keyring: please enter them or log in again.`,
          ],
    get: (name) => known.get(name) ?? null,
    async set(name, secret) {
      onSecret(secret);
      known.set(name, secret);
      if (!mayKeep) return 'session';
      await save();
      return 'kept';
    },
    async wipe(names) {
      for (const name of names) known.delete(name);
      await removeAside(path);
      if (known.size > 0 && mayKeep) await save();
      else await rm(path, { force: true });
    },
  };
}

function decryptAll(encrypted: z.output<typeof schema>, cipher: Cipher) {
  const known = new Map<SecretName, string>();
  const unreadable: SecretName[] = [];
  for (const name of NAMES) {
    const text = encrypted[name];
    if (text === undefined) continue;
    try {
      known.set(name, cipher.decrypt(Buffer.from(text, 'base64')));
    } catch {
      // The reason may quote the bytes; that it cannot be read is all there is to say.
      unreadable.push(name);
    }
  }
  return { known, unreadable };
}

async function removeAside(path: string): Promise<void> {
  try {
    const names = await readdir(dirname(path));
    const aside = names.filter((name) => name.startsWith(`${basename(path)}.damaged-`));
    await Promise.all(aside.map((name) => rm(join(dirname(path), name), { force: true })));
  } catch (error) {
    throw diskFault('wipe the secrets', path, error);
  }
}
