import { createHash, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/domain/result';
import type { Refusal } from './protocol/refusal';

export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function tokenRefusal(message: string): Refusal {
  return { code: 403, errorType: 'TokenException', message };
}

/** Request tokens, the checksum, and the one access token that is alive. */
export class Sessions {
  readonly #credentials: Credentials;
  readonly #newToken: () => string;
  readonly #requestTokens = new Set<string>();
  #accessToken: string | null;

  constructor(credentials: Credentials, newToken: () => string, accessToken: string | null) {
    this.#credentials = credentials;
    this.#newToken = newToken;
    this.#accessToken = accessToken;
  }

  get accessToken(): string | null {
    return this.#accessToken;
  }

  get apiKey(): string {
    return this.#credentials.apiKey;
  }

  /** What the login page hands to the redirect; works once. */
  issueRequestToken(): string {
    const token = this.#newToken();
    this.#requestTokens.add(token);
    return token;
  }

  /** A new session ends the one before. */
  open(apiKey: string, requestToken: string, checksum: string): Result<string, Refusal> {
    if (apiKey !== this.#credentials.apiKey) return err({ ...tokenRefusal('Invalid `api_key`.') });
    const expected = sha256(apiKey + requestToken + this.#credentials.apiSecret);
    const given = Buffer.from(checksum, 'hex');
    const isRight = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isRight) return err(tokenRefusal('Invalid `checksum`.'));
    if (!this.#requestTokens.delete(requestToken)) return err(tokenRefusal('Token is invalid or has expired.'));
    this.#accessToken = this.#newToken();
    return ok(this.#accessToken);
  }

  close(): void {
    this.#accessToken = null;
  }

  isAlive(apiKey: string, accessToken: string): boolean {
    return apiKey === this.#credentials.apiKey && this.#accessToken !== null && accessToken === this.#accessToken;
  }

  /** The checksum of a postback: sha256(order_id + order_timestamp + api_secret). */
  postbackChecksum(orderId: string, timestamp: string): string {
    return sha256(orderId + timestamp + this.#credentials.apiSecret).toString('hex');
  }
}
