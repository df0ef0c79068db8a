import { DEPTH, type BookColumns } from '#shared/domain/book-columns';
import type { InstrumentId } from '#shared/domain/instrument';
import type { EpochMs } from '#shared/domain/units';
import { BlockWriter, type Segments } from './block-writer';
import { type TickStates, WIDTH } from './tick-states';
import { MAX_VARINT, putSigned, putUnsigned } from './varint';

/** Number, mask, time and all values. */
const MAX_RECORD = (3 + WIDTH) * MAX_VARINT;
/** All names are written again after so many ticks, so that the loss of one copy costs no name. */
const NAMES_EVERY = 250_000;

/** An instrument as the file names it. */
export interface Recorded {
  readonly id: InstrumentId;
  readonly token: number;
}

/** Where a file goes on; all zero and empty in a new one. */
export interface Continuation {
  readonly sequence: number;
  readonly ticks: number;
  /** Numbers given to instruments so far. */
  readonly known: number;
  readonly instruments: ReadonlyMap<number, Recorded>;
  readonly states: TickStates;
}

export interface EncoderSetup {
  readonly columns: BookColumns;
  readonly describe: (slot: number) => Recorded;
  readonly segments: Segments;
  readonly from: Continuation;
}

/**
 * Turns what changed in the book into blocks. A tick with the stamp and the values of its instrument's last one is not
 * written again. Allocates nothing per tick.
 */
export class TickEncoder {
  /** Ticks encoded by this encoder. */
  written = 0;
  /** Ticks left out because nothing in them was new. */
  repeated = 0;
  /** Ticks left out because the disk was too far behind. */
  lost = 0;
  private readonly columns: BookColumns;
  private readonly describe: EncoderSetup['describe'];
  private readonly blocks: BlockWriter;
  private readonly states: TickStates;
  /** By slot of the book; −1 for one not met yet. */
  private readonly numbers: Int32Array;
  private readonly numberOf = new Map<InstrumentId, number>();
  private readonly names: Map<number, Recorded>;
  private unwritten: [number, Recorded][] = [];
  private untilNames = NAMES_EVERY;
  private readonly now = new Float64Array(WIDTH);
  private previousAt: EpochMs = 0;

  constructor({ columns, describe, segments, from }: EncoderSetup) {
    this.columns = columns;
    this.describe = describe;
    this.blocks = new BlockWriter(segments, from.sequence);
    this.blocks.ticks = from.ticks;
    this.blocks.known = from.known;
    this.states = from.states;
    this.states.reserve(from.known);
    this.numbers = new Int32Array(columns.ltp.length).fill(-1);
    this.names = new Map(from.instruments);
    for (const [number, { id }] of from.instruments) this.numberOf.set(id, number);
  }

  /** Takes the slots that changed; the array is not kept. */
  record(slots: Int32Array, count: number): void {
    for (let index = 0; index < count; index += 1) {
      const slot = slots[index] ?? 0;
      if ((this.numbers[slot] ?? -1) < 0) this.introduce(slots.subarray(index, count));
      this.add(slot, this.numbers[slot] ?? 0);
    }
  }

  /** Hands over all that was encoded. */
  cut(): void {
    this.blocks.cut();
  }

  /** Writes all names again with the next tick or the end. */
  repeatNames(): void {
    this.untilNames = NAMES_EVERY;
    this.unwritten = [...this.names];
  }

  /** Writes the names that wait; false when there was no room for all. */
  writeNames(): boolean {
    const { blocks } = this;
    for (let [next] = this.unwritten; next !== undefined; [next] = this.unwritten) {
      const [number, { id, token }] = next;
      const name = Buffer.from(id);
      if (!blocks.makeRoom('instruments', 3 * MAX_VARINT + name.length, this.previousAt)) return false;
      let at = putUnsigned(blocks.bytes, blocks.at, number);
      at = putSigned(blocks.bytes, at, token);
      at = putUnsigned(blocks.bytes, at, name.length);
      blocks.at = at + name.copy(blocks.bytes, at);
      blocks.count += 1;
      this.unwritten.shift();
    }
    return true;
  }

  private add(slot: number, number: number): void {
    const { blocks, now, states } = this;
    this.load(slot);
    const row = number * WIDTH;
    if (isSame(now, states.rows, row)) {
      this.repeated += 1;
      return;
    }
    const receivedAt = Math.floor(this.columns.receivedAt[slot] ?? 0);
    if (!this.makeRoom(receivedAt)) {
      this.lost += 1;
      blocks.ticks += 1;
      return;
    }
    const isFirst = states.isFirst(number);
    const base = isFirst ? states.firstRow(now[0] ?? 0) : states.rows;
    const { bytes } = blocks;
    const maskAt = putUnsigned(bytes, blocks.at, number);
    let at = putSigned(bytes, maskAt + 1, receivedAt - this.previousAt);
    let mask = 0;
    for (let field = 0, from = isFirst ? 0 : row; field < WIDTH; field += 1, from += 1) {
      const value = now[field] ?? 0;
      const step = value - (base[from] ?? 0);
      if (step === 0) continue;
      mask |= 1 << field;
      at = putSigned(bytes, at, step);
    }
    bytes[maskAt] = mask;
    states.rows.set(now, row);
    this.previousAt = receivedAt;
    blocks.at = at;
    blocks.count += 1;
    this.written += 1;
    this.untilNames -= 1;
  }

  private makeRoom(receivedAt: EpochMs): boolean {
    const { blocks } = this;
    if (this.untilNames <= 0) this.repeatNames();
    if (this.unwritten.length > 0 && !this.writeNames()) return false;
    if (!blocks.makeRoom('ticks', MAX_RECORD, receivedAt)) return false;
    if (blocks.count === 0) {
      this.states.startBlock(receivedAt);
      this.previousAt = receivedAt;
    }
    return true;
  }

  /** In the order of FIELDS. */
  private load(slot: number): void {
    const { now } = this;
    const { ltp, volume, oi, depthPrice, depthQty, exchangeAt } = this.columns;
    const bid = slot * 2 * DEPTH;
    const ask = bid + DEPTH;
    now[0] = ltp[slot] ?? 0;
    now[1] = volume[slot] ?? 0;
    now[2] = oi[slot] ?? 0;
    now[3] = depthPrice[bid] ?? 0;
    now[4] = depthQty[bid] ?? 0;
    now[5] = depthPrice[ask] ?? 0;
    now[6] = depthQty[ask] ?? 0;
    now[7] = Math.floor(exchangeAt[slot] ?? 0);
  }

  /** Numbers all new instruments of a frame at once, because their names end the block of ticks. */
  private introduce(slots: Int32Array): void {
    for (const slot of slots) {
      if ((this.numbers[slot] ?? -1) >= 0) continue;
      const recorded = this.describe(slot);
      let number = this.numberOf.get(recorded.id);
      if (number === undefined) {
        number = this.blocks.known;
        this.blocks.known += 1;
        this.numberOf.set(recorded.id, number);
        this.names.set(number, recorded);
        this.unwritten.push([number, recorded]);
      }
      this.numbers[slot] = number;
    }
    this.states.reserve(this.blocks.known);
  }
}

function isSame(now: Float64Array, rows: Float64Array, row: number): boolean {
  for (let field = 0; field < WIDTH; field += 1) if (now[field] !== rows[row + field]) return false;
  return true;
}
