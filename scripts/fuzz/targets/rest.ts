import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KiteError } from '#electron/adapters/kite/kite-error';
import { parseMessage } from '#electron/adapters/kite/messages';
import { dataOf } from '#electron/adapters/kite/reply';
import {
  readBasket,
  readFunds,
  readOrder,
  readOrders,
  readPlaced,
  readPositions,
  readTrades,
} from '#electron/adapters/kite/words';
import { anyJson, mutateBytes, mutateJson } from '../mutate';
import { projectRoot } from '../../setup/paths.mjs';
import type { Random } from '../random';
import { must, type FuzzTarget } from '../target';

const FIXTURES = join(projectRoot, 'electron', 'adapters', 'kite', 'fixtures');
const STATUSES: readonly [number | null, ...(number | null)[]] = [
  200,
  200,
  200,
  302,
  400,
  403,
  429,
  499,
  500,
  502,
  null,
];

/** Kite's replies and order messages: the official ones with something changed, and nonsense. */
export function open(): FuzzTarget {
  const readers = {
    'orders.json': readOrders,
    'trades.json': readTrades,
    'positions.json': readPositions,
    'margins_equity.json': readFunds,
    'basket_margins.json': readBasket,
    'postback.json': readOrder,
  };
  const samples = Object.entries(readers).map(([name, read]) => ({
    read: read as (data: unknown) => unknown,
    body: JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as unknown,
  }));

  function bodyOf(random: Random, sample: unknown): unknown {
    if (random.chance(0.1)) return anyJson(random);
    if (random.chance(0.1)) return mutateBytes(random, Buffer.from(JSON.stringify(sample))).toString('utf8');
    return mutateJson(random, sample);
  }

  return {
    once(random) {
      const sample = samples[random.int(samples.length)] ?? samples[0];
      const body = bodyOf(random, sample?.body);
      const reply = { status: random.pick(STATUSES), body, retryAfter: random.pick(['1', null]), networkCode: null };
      refusedOr(() => {
        const data = random.chance(0.5) ? dataOf(reply) : looseData(body);
        mustBeSound(random.chance(0.9) ? sample?.read(data) : readPlaced(data));
      });
      parseMessage(typeof body === 'string' ? body : JSON.stringify({ type: 'order', data: body }));
    },
    close: () => undefined,
  };
}

/** What the adapter promises: a value, or a KiteError with words. */
function refusedOr(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof KiteError) || error.message === '') throw error;
  }
}

function looseData(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
}

/** Whatever was believed holds whole paise, whole units and times that are times. */
function mustBeSound(value: unknown): void {
  if (typeof value === 'number') must(Number.isFinite(value), () => `A reply led to ${value}`);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      if (name === 'qty' || name === 'filledQty' || name === 'price')
        must(typeof child !== 'number' || Number.isSafeInteger(child), () => `${name} became ${String(child)}`);
      mustBeSound(child);
    }
  }
}
