import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBook } from '#shared/domain/book';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { createFrameDecoder } from '#electron/adapters/kite/decode';
import { mutateBytes } from '../mutate';
import { projectRoot } from '../../setup/paths.mjs';
import type { Random } from '../random';
import { must, type FuzzTarget } from '../target';

const FIXTURES = join(projectRoot, 'electron', 'adapters', 'kite', 'fixtures');
const RECEIVED_AT = istAt('2026-11-23', '09:15:01');
const LENGTHS: readonly [number, ...number[]] = [8, 28, 32, 44, 184, 0, 12, 183, 0xffff];

/** Binary frames of the ticker, built of Kite's own packets, numbers at their limits, and noise. */
export function open(): FuzzTarget {
  const official = ['ticker_full.packet', 'ticker_quote.packet'].map((name) =>
    Buffer.from(readFileSync(join(FIXTURES, name), 'latin1'), 'base64'),
  );
  const tokens = [...official.map((packet) => packet.readInt32BE(0)), 256_265, 265, 0x0103];
  const book = createBook({ capacity: 16 });
  for (const token of tokens) book.add({ id: instrumentId('TEST', String(token)), token });
  const ids = tokens.map((token) => instrumentId('TEST', String(token)));
  const decoder = createFrameDecoder(book);
  const { columns } = book;

  function packet(random: Random): Buffer {
    const length = random.pick(LENGTHS);
    const bytes = random.chance(0.5)
      ? mutateBytes(random, official[random.int(official.length)] ?? Buffer.alloc(0))
      : random.bytes(Math.min(length, 200));
    if (bytes.length >= 4 && random.chance(0.8)) bytes.writeInt32BE(tokens[random.int(tokens.length)] ?? 0, 0);
    const header = Buffer.alloc(2);
    header.writeUInt16BE(random.chance(0.9) ? bytes.length : length);
    return Buffer.concat([header, bytes]);
  }

  function frame(random: Random): Buffer {
    const packets = Array.from({ length: random.int(5) }, () => packet(random));
    const count = Buffer.alloc(2);
    count.writeUInt16BE(random.chance(0.8) ? packets.length : random.int(0x10000));
    const whole = Buffer.concat([count, ...packets]);
    return random.chance(0.3) ? mutateBytes(random, whole) : whole;
  }

  return {
    once(random) {
      const before = columns.ltp.reduce((sum, ltp) => sum + ltp, 0);
      const changed = decoder.decode(frame(random), RECEIVED_AT);
      must(changed >= 0 && changed <= ids.length, () => `${changed} slots of ${ids.length} changed`);
      const after = columns.ltp.reduce((sum, ltp) => sum + ltp, 0);
      must(changed > 0 || before === after, () => 'A frame that changed nothing changed a price');
      for (const id of ids) {
        const quote = book.quote(id);
        const numbers = quote ? [quote.ltp, quote.bid, quote.ask, quote.volume, quote.oi, quote.exchangeAt] : [];
        must(
          numbers.every((value) => Number.isSafeInteger(value) && value >= 0),
          () => `${id} became ${numbers}`,
        );
      }
    },
    close: () => undefined,
  };
}
