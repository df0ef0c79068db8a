import { KiteTicker } from 'kiteconnect';
import { createBook, type Book } from '../shared/domain/book';
import { createCatalogue, type Catalogue } from '../shared/domain/catalogue';
import { instrumentId, type Option } from '../shared/domain/instrument';
import { istAt, SECOND } from '../shared/domain/time';
import { paise, qty } from '../shared/domain/units';

/** A chain of 100 strikes on an ordinary morning: 200 options, as one frame of the ticker may hold. */
export const EXPIRY = '2026-11-24';
export const OPENED_AT = istAt('2026-11-23', '09:15');
const STRIKES = 100;
const PACKETS = 2 * STRIKES;

export const options: readonly Option[] = Array.from({ length: STRIKES }, (_, row) =>
  (['CE', 'PE'] as const).map((right, side): Option => {
    const strike = paise(2_200_000 + row * 5_000);
    const symbol = `NIFTY26N24${strike / 100}${right}`;
    return {
      kind: 'option',
      id: instrumentId('NFO', symbol),
      exchange: 'NFO',
      symbol,
      // NFO tokens end in segment 2 and lie some hundreds apart.
      token: (41_000 + row * 7 + side * 3) * 256 + 2,
      tickSize: paise(5),
      lotSize: qty(65),
      underlying: 'NIFTY',
      expiry: EXPIRY,
      strike,
      right,
    };
  }),
).flat();

export function bookOfOptions(): { readonly book: Book; readonly catalogue: Catalogue } {
  const book = createBook({ capacity: 9_000 });
  for (const option of options) book.add(option);
  return { book, catalogue: createCatalogue(options) };
}

/** Every option once, in packets of one length. Prices and volumes move from frame to frame; the second stays, so that frames may be taken again. */
export function framesOf(length: 8 | 44 | 184, count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, frame) => {
    const bytes = Buffer.alloc(2 + PACKETS * (length + 2));
    bytes.writeUInt16BE(PACKETS);
    options.forEach((option, index) => {
      const start = 2 + index * (length + 2);
      bytes.writeUInt16BE(length, start);
      packetOf(option.token, index, frame).copy(bytes, start + 2, 0, length);
    });
    return bytes;
  });
}

function packetOf(token: number, index: number, frame: number): Buffer {
  const packet = Buffer.alloc(184);
  const price = 5_000 + index * 50 + 5 * ((frame * 7 + index) % 20);
  const seconds = OPENED_AT / SECOND;
  packet.writeInt32BE(token, 0);
  const words = [price, 65, price, 100_000 + 65 * frame, 650_000, 655_000, price, price + 100, price - 100, price - 20];
  words.forEach((word, place) => packet.writeInt32BE(word, 4 + place * 4));
  [seconds, 1_300_000 + 65 * frame, 1_400_000, 1_200_000, seconds].forEach((word, place) =>
    packet.writeInt32BE(word, 44 + place * 4),
  );
  for (let level = 0; level < 10; level += 1) {
    const step = level < 5 ? -5 * (level + 1) : 5 * (level - 4);
    packet.writeInt32BE(65 * (level + 1), 64 + level * 12);
    packet.writeInt32BE(price + step, 68 + level * 12);
    packet.writeInt16BE(level + 1, 72 + level * 12);
  }
  return packet;
}

/** Nanoseconds a packet in each of `rounds`, after as many that do not count. One round goes through all frames. */
export function nanosecondsPerPacket(
  rounds: number,
  frames: readonly Uint8Array[],
  take: (frame: Uint8Array) => void,
): number[] {
  return Array.from({ length: 2 * rounds }, () => {
    const startedAt = performance.now();
    for (const frame of frames) take(frame);
    return ((performance.now() - startedAt) * 1e6) / (frames.length * PACKETS);
  }).slice(rounds);
}

/** The official client's own parser, which takes each frame in an ArrayBuffer of its own. */
export function officialParser(): (frame: Uint8Array) => void {
  const ticker = new KiteTicker({ api_key: 'key', access_token: 'token' });
  // The declaration says that the method takes text; the code slices the frame's own ArrayBuffer.
  const client = ticker as unknown as { parseBinary(frame: ArrayBufferLike): unknown };
  return (frame) => void client.parseBinary(frame.buffer);
}
