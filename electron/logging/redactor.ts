const HIDDEN = '[redacted]';
/** Shorter values would hide half of every text; nothing that short protects anything. */
const SHORTEST = 4;

const SECRET_WORDS = 'secret|token|password|passwd|authorization|cookie|totp|checksum';

// Bounded everywhere: a hostile line must not cost more time than its length.

/** "api_secret":"…" in JSON, and in JSON inside a JSON string, where every quote has backslashes before it. */
const JSON_FIELD = new RegExp(
  String.raw`(?<!\\)(\\*)"([\w.-]{0,40}(?:${SECRET_WORDS})[\w.-]{0,40})\1"(\s{0,9}:\s{0,9})\1"(.*?)(?<!\\)\1"`,
  'gi',
);
/** request_token=… in addresses and forms. */
const FORM_FIELD = new RegExp(String.raw`\b(\w{0,40}(?:${SECRET_WORDS}))=[^&\s"'\\]+`, 'gi');
/** "token api_key:access_token", as Kite wants it, and "Bearer …". */
const AUTHORIZATION = /\b(token|bearer)\s+[\w.~+/-]+(?::[\w.~+/-]+|=*)(?=["'\s\\]|$)/gi;

/** Takes secrets out of text before it leaves the program's memory (invariant I12). */
export interface Redactor {
  /** From now on this value is hidden wherever it stands, also as JSON, in an address or in base64. */
  hide(secret: string): void;
  clean(text: string): string;
}

/** Hides what it was told, and besides whatever stands where secrets usually stand. */
export function createRedactor(): Redactor {
  const hidden = new Set<string>();
  let byLength: readonly string[] = [];

  return {
    hide(secret) {
      if (secret.length < SHORTEST) return;
      for (const form of formsOf(secret)) hidden.add(form);
      // Longest first: a secret that contains another goes as a whole.
      byLength = [...hidden].sort((a, b) => b.length - a.length);
    },
    clean(text) {
      const known = byLength.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
      return known
        .replaceAll(JSON_FIELD, `$1"$2$1"$3$1"${HIDDEN}$1"`)
        .replaceAll(FORM_FIELD, `$1=${HIDDEN}`)
        .replaceAll(AUTHORIZATION, `$1 ${HIDDEN}`);
    },
  };
}

function formsOf(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inBase64 = Buffer.from(secret).toString('base64');
  return [secret, inJson, JSON.stringify(inJson).slice(1, -1), encodeURIComponent(secret), inBase64];
}
