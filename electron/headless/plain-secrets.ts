import type { Cipher, SecretName, Secrets } from '#electron/storage/secrets';

/** Tells what this wrote from what a desktop's keychain wrote, which nobody here can read. */
const MARK = 'plain:';

/**
 * Plain Node has no keychain. What is kept lies in secrets.json, readable by its owner (0600) and by whoever is root; the
 * statement of `serve --help` says so, and secrets from the environment are never written at all.
 */
export const PLAIN_CIPHER: Cipher = {
  protection: {
    kind: 'none',
    reason: 'Without a desktop there is no keychain: secrets.json is protected by its file rights alone',
    isAccepted: true,
  },
  encrypt: (text) => Buffer.from(`${MARK}${text}`),
  decrypt(bytes) {
    const text = bytes.toString('utf8');
    if (!text.startsWith(MARK)) throw new Error('It was encrypted by the keychain of a desktop');
    return text.slice(MARK.length);
  },
};

const VARIABLES: Partial<Readonly<Record<SecretName, string>>> = {
  'kite.apiSecret': 'KITEDESK_API_SECRET',
  'kite.accessToken': 'KITEDESK_ACCESS_TOKEN',
  'api.token': 'KITEDESK_API_TOKEN',
  'api.webhookSecret': 'KITEDESK_WEBHOOK_SECRET',
};

/** The secrets with those of the environment in front, until one of the same name is set here. */
export function withEnvironment(
  secrets: Secrets,
  environment: Readonly<Record<string, string | undefined>>,
  onSecret: (value: string) => void,
): Secrets {
  const given = new Map<SecretName, string>();
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const value = environment[variable];
    if (value === undefined || value === '') continue;
    onSecret(value);
    // The keys of VARIABLES are names of secrets.
    given.set(name as SecretName, value);
  }
  return {
    notes: secrets.notes,
    unprotected: secrets.unprotected,
    get: (name) => given.get(name) ?? secrets.get(name),
    set(name, value) {
      given.delete(name);
      return secrets.set(name, value);
    },
    wipe(names) {
      for (const name of names) given.delete(name);
      return secrets.wipe(names);
    },
  };
}
