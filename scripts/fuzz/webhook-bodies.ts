import { anyJson, mutateBytes, mutateJson } from './mutate';
import type { Random } from './random';

/** One request that a careless or hostile sender might make. */
export interface HostileRequest {
  readonly method: 'GET' | 'POST';
  /** Escaped, as it stands in the request line. */
  readonly path: string;
  readonly body: Buffer | null;
}

const VALID = [
  { symbol: 'RELIANCE', high: 2500, low: 2480, close: 2495, quantity: 1 },
  {
    symbol: 'NIFTY',
    high: 24_210.5,
    low: 24_190.05,
    close: 24_200,
    quantity: 65,
    time: '2026-08-18T05:45:00Z',
    id: 'a1',
  },
  { symbol: 'NIFTY26AUGFUT', action: 'buy', quantity: 65 },
  { symbol: 'NFO:NIFTY26AUGFUT', action: 'sell', quantity: 130, secret: 'guess' },
] as const;

const SYMBOLS: readonly [string, ...string[]] = [
  '../../etc/passwd',
  '..\\..\\windows',
  '__proto__',
  'constructor',
  'निफ्टी',
  '<script>alert(1)</script>',
  'A\u0000B',
  '\u202eNIFTY',
  'NIFTY 50',
  'M&M',
  'NIFTY1!',
  'a'.repeat(300),
  '%00',
  "'; drop table orders; --",
];

const PATHS: readonly [string, ...string[]] = ['/strategy/', '/ltp/', '/ohlc/'];

export function hostileRequest(random: Random): HostileRequest {
  if (random.chance(0.1))
    return { method: 'GET', path: random.pick(PATHS) + escaped(random.pick(SYMBOLS)), body: null };
  return { method: 'POST', path: '/webhook', body: hostileBody(random) };
}

function hostileBody(random: Random): Buffer {
  const sample = VALID[random.int(VALID.length)] ?? VALID[0];
  switch (random.int(8)) {
    case 0:
      return Buffer.from(JSON.stringify(sample));
    case 1:
      return mutateBytes(random, Buffer.from(JSON.stringify(sample)));
    case 2:
      return Buffer.from(JSON.stringify(anyJson(random)) ?? '');
    case 3:
      return Buffer.from(JSON.stringify({ ...sample, symbol: random.pick(SYMBOLS) }));
    case 4:
      return random.chance(0.1) ? huge(random) : random.bytes(random.int(200));
    default:
      return Buffer.from(JSON.stringify(mutateJson(random, sample)) ?? '');
  }
}

function huge(random: Random): Buffer {
  const length = 1_000 * (1 + random.int(100));
  const text = random.chance(0.5) ? '['.repeat(length) : `{"symbol":"${'A'.repeat(length)}"}`;
  return Buffer.from(text);
}

function escaped(symbol: string): string {
  return encodeURIComponent(symbol);
}
