import type { Packing } from './packed-rows';

type Rows<Row> = Readonly<Record<string, Row | null>>;

export interface Divided<Row> {
  readonly whole: Rows<Row>;
  /** Rows that go as records, with the numbers they have. */
  readonly known: readonly (readonly [number: number, row: Row])[];
}

/**
 * One end's rows of one table, by the number that each got when it first came whole. Both ends count alike, so that no number is
 * ever told. A record is the number of its row and the values of its packing.
 */
export class NumberedRows<Row> {
  readonly width: number;
  private readonly packing: Packing<Row>;
  private readonly numbers = new Map<string, number>();
  private readonly keys: string[] = [];
  /** Each as it came whole the last time. */
  private readonly wholes: Row[] = [];

  constructor(packing: Packing<Row>) {
    this.packing = packing;
    this.width = 1 + packing.width;
  }

  divide(rows: Rows<Row> = {}): Divided<Row> {
    const whole: Record<string, Row | null> = {};
    const known: (readonly [number, Row])[] = [];
    for (const [key, row] of Object.entries(rows)) {
      const number = this.numbers.get(key);
      const kept = number === undefined ? undefined : this.wholes[number];
      if (row !== null && number !== undefined && kept !== undefined && this.packing.fits(row, kept)) {
        known.push([number, row]);
      } else {
        whole[key] = row;
        this.keep(key, row);
      }
    }
    return { whole, known };
  }

  /** Values that so many records take. */
  room(known: Divided<Row>['known']): number {
    return known.length * this.width;
  }

  /** Returns where the next record begins. */
  write(to: Float64Array, from: number, known: Divided<Row>['known']): number {
    let at = from;
    for (const [number, row] of known) {
      to[at] = number;
      this.packing.write(to, at + 1, row);
      at += this.width;
    }
    return at;
  }

  /** The whole rows and those of the records in [from, to). Throws a RangeError on a number that no row has. */
  read(whole: Rows<Row> = {}, records: Float64Array, from: number, to: number): Rows<Row> {
    const rows = { ...whole };
    for (const [key, row] of Object.entries(whole)) this.keep(key, row);
    for (let at = from; at < to; at += this.width) {
      const number = records[at] ?? -1;
      const [key, kept] = [this.keys[number], this.wholes[number]];
      if (key === undefined || kept === undefined) throw new RangeError(`No row has the number ${number}`);
      rows[key] = this.packing.read(records, at + 1, kept);
    }
    return rows;
  }

  private keep(key: string, row: Row | null): void {
    if (row === null) return;
    const number = this.numbers.get(key) ?? this.keys.length;
    this.numbers.set(key, number);
    this.keys[number] = key;
    this.wholes[number] = row;
  }
}
