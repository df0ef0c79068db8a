type Rows<Row> = Readonly<Record<string, Row | null>>;

/** By key, the fields of a row that are others than before. */
export type ChangedFields<Row> = Readonly<Record<string, Partial<Row>>>;

/** One end's rows of a table whose rows are long and few, as they were last. */
export class KnownFields<Row extends object> {
  private readonly rows = new Map<string, Row>();

  /** Rows that come for the first time go whole. */
  divide(rows: Rows<Row> = {}): { readonly whole: Rows<Row>; readonly fields: ChangedFields<Row> } {
    const whole: Record<string, Row | null> = {};
    const fields: Record<string, Partial<Row>> = {};
    for (const [key, row] of Object.entries(rows)) {
      const last = this.rows.get(key);
      if (row !== null && last) fields[key] = changedIn(row, last);
      else whole[key] = row;
      this.keep(key, row);
    }
    return { whole, fields };
  }

  /** The rows as they were divided. Fields that did not change keep their identity. Throws a RangeError when there is no row to change. */
  join(whole: Rows<Row> = {}, fields: ChangedFields<Row>): Rows<Row> {
    const rows = { ...whole };
    for (const [key, changed] of Object.entries(fields)) {
      const last = this.rows.get(key);
      if (!last) throw new RangeError(`There is no row ${key} to change`);
      rows[key] = { ...last, ...changed };
    }
    for (const [key, row] of Object.entries(rows)) this.keep(key, row);
    return rows;
  }

  private keep(key: string, row: Row | null): void {
    if (row === null) this.rows.delete(key);
    else this.rows.set(key, row);
  }
}

function changedIn<Row extends object>(row: Row, last: Row): Partial<Row> {
  const changed: Partial<Row> = {};
  // The keys of a value are keys of its type.
  for (const key of Object.keys(row) as (keyof Row)[]) if (!isSame(row[key], last[key])) changed[key] = row[key];
  return changed;
}

/** What is made anew for each delta may be the same for all that. */
function isSame(value: unknown, other: unknown): boolean {
  return Object.is(value, other) || (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(other));
}
