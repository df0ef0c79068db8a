import type { InstrumentId } from '#shared/domain/instrument';
import type { BlockHeader } from './block';
import type { TickColumns } from './tick-columns';
import type { Recorded } from './tick-encoder';
import { TickStates, WIDTH } from './tick-states';
import { VarintCursor } from './varint';

/** Reads blocks of ticks back into columns, in any order of blocks. */
export class TickDecoder {
  readonly states = new TickStates();
  private readonly cursor = new VarintCursor();

  /** Fills the columns from their beginning. Throws RangeError on what no encoder writes. */
  decode(payload: Uint8Array, { count, baseAt, known }: BlockHeader, into: TickColumns): void {
    const { cursor, states } = this;
    states.reserve(known);
    states.startBlock(baseAt);
    const { rows } = states;
    cursor.open(payload);
    let receivedAt = baseAt;
    for (let index = 0; index < count; index += 1) {
      const number = cursor.unsigned();
      if (number >= known) throw new RangeError(`Expected one of ${known} instruments, found number ${number}`);
      const mask = cursor.byte();
      receivedAt += cursor.signed();
      const row = number * WIDTH;
      if (states.isFirst(number)) this.readFirst(mask, row);
      else {
        // From one changed field to the next: each turn takes the lowest bit away.
        for (let rest = mask; rest !== 0; rest &= rest - 1) {
          const value = row + 31 - Math.clz32(rest & -rest);
          rows[value] = (rows[value] ?? 0) + cursor.signed();
        }
      }
      into.instrument[index] = number;
      into.receivedAt[index] = receivedAt;
      store(into, index, rows, row);
    }
  }

  private readFirst(mask: number, row: number): void {
    const { cursor } = this;
    const { rows } = this.states;
    const ltp = mask & 1 ? cursor.signed() : 0;
    const first = this.states.firstRow(ltp);
    rows[row] = ltp;
    for (let field = 1; field < WIDTH; field += 1) {
      rows[row + field] = (first[field] ?? 0) + (mask & (1 << field) ? cursor.signed() : 0);
    }
  }
}

/** The values of a row, in the order of FIELDS. */
function store(into: TickColumns, index: number, rows: Float64Array, row: number): void {
  into.ltp[index] = rows[row] ?? 0;
  into.volume[index] = rows[row + 1] ?? 0;
  into.oi[index] = rows[row + 2] ?? 0;
  into.bid[index] = rows[row + 3] ?? 0;
  into.bidQty[index] = rows[row + 4] ?? 0;
  into.ask[index] = rows[row + 5] ?? 0;
  into.askQty[index] = rows[row + 6] ?? 0;
  into.exchangeAt[index] = rows[row + 7] ?? 0;
}

/** The names in a block of instruments, by number. */
export function decodeNames(payload: Buffer, { count }: BlockHeader): [number, Recorded][] {
  const cursor = new VarintCursor();
  cursor.open(payload);
  return Array.from({ length: count }, (): [number, Recorded] => {
    const number = cursor.unsigned();
    const token = cursor.signed();
    const length = cursor.unsigned();
    const name = payload.toString('utf8', cursor.at, cursor.at + length);
    cursor.at += length;
    // The checksum says that an encoder wrote it, which takes ids only.
    return [number, { id: name as InstrumentId, token }];
  });
}
