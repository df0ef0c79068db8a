/** A column of a saved table: its heading, and what is in it as a program reads it: rupees as decimals, times as IST. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
}

/** RFC 4180 with CRLF, headings first; null is an empty field. */
export function toCsv<Row>(rows: readonly Row[], columns: readonly CsvColumn<Row>[]): string {
  const lines = [columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ value }) => value(row)))];
  return lines.map((fields) => `${fields.map(fieldOf).join(',')}\r\n`).join('');
}

/** A spreadsheet runs text that begins like a formula; an apostrophe makes it text, and a number stays one. */
const FORMULA = /^[=+\-@\t\r]/;

function fieldOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rupees with two decimals, for people and programs alike: '24512.35'. */
export function csvRupees(paise: number): number {
  return Math.round(paise) / 100;
}
