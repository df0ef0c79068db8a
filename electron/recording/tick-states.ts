import { FIELDS } from './tick-columns';

/** Values in a row of the table: one cache line of eight. */
export const WIDTH = FIELDS.length;
const LTP = FIELDS.indexOf('ltp');
const BID = FIELDS.indexOf('bid');
const ASK = FIELDS.indexOf('ask');
const EXCHANGE_AT = FIELDS.indexOf('exchangeAt');

/**
 * The last known tick of each instrument by its number in the file. Writer and reader keep the same table, so that only
 * what changed has to be written; each block starts as if nothing were known, which makes it readable by itself.
 */
export class TickStates {
  /** Row by row, the values in the order of FIELDS. */
  rows = new Float64Array(0);
  private seenIn = new Uint32Array(0);
  private block = 0;
  private baseAt = 0;
  private readonly first = new Float64Array(WIDTH);

  /** Makes room for instruments numbered below `count`. */
  reserve(count: number): void {
    if (count <= this.seenIn.length) return;
    const capacity = Math.max(1_024, 2 * this.seenIn.length, count);
    const { rows, seenIn } = this;
    this.rows = new Float64Array(capacity * WIDTH);
    this.rows.set(rows);
    this.seenIn = new Uint32Array(capacity);
    this.seenIn.set(seenIn);
  }

  startBlock(baseAt: number): void {
    this.block += 1;
    this.baseAt = baseAt;
  }

  /** Whether this is the instrument's first tick in the block; from the second asking on it is not. */
  isFirst(number: number): boolean {
    if (this.seenIn[number] === this.block) return false;
    this.seenIn[number] = this.block;
    return true;
  }

  /** What an instrument's first tick in a block is told from: bid and ask lie near its price, its stamp near the block's. */
  firstRow(ltp: number): Float64Array {
    const { first } = this;
    first[LTP] = 0;
    first[BID] = ltp;
    first[ASK] = ltp;
    first[EXCHANGE_AT] = this.baseAt;
    return first;
  }
}
