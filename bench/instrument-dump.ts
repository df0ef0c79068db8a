const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';

/** Text like Kite's dump of a day: shares, the options of two hundred underlyings, and for the rest commodities. */
export function dumpOfInstruments(rows: number): string {
  const lines = [HEADER, ...shares('NSE', 1, 9_000), ...shares('BSE', 4, 12_000), ...options()];
  for (let number = 0; lines.length < rows; number += 1) {
    lines.push(
      row(200_000 + number, 7, [
        `CRUDEOIL26AUG${number}CE`,
        'CRUDEOIL',
        '0',
        '2026-08-19',
        String(number),
        '0.1',
        '100',
        'CE',
        'MCX-OPT',
        'MCX',
      ]),
    );
  }
  return `${lines.slice(0, rows).join('\r\n')}\r\n`;
}

function shares(exchange: string, segment: number, count: number): string[] {
  return Array.from({ length: count }, (_, number) => {
    const name = number % 500 === 0 ? `"COMPANY ${number}, LTD"` : `COMPANY ${number} LTD`;
    return row(number + 1, segment, [
      `${exchange}SHARE${number}`,
      name,
      '0.0',
      '',
      '0.0',
      '0.05',
      '1',
      'EQ',
      exchange,
      exchange,
    ]);
  });
}

function options(): string[] {
  const expiries = ['2026-08-25', '2026-09-29', '2026-10-27'];
  return Array.from({ length: 200 }, (_, underlying) =>
    expiries.map((expiry, month) =>
      Array.from({ length: 45 }, (_, step) =>
        ['CE', 'PE'].map((right, side) => {
          const strike = String(1_000 + step * 50);
          const number = 40_000 + ((underlying * 3 + month) * 45 + step) * 2 + side;
          const symbol = `UNDERLYING${underlying}26${'AUGSEPOCT'.slice(month * 3, month * 3 + 3)}${strike}${right}`;
          return row(number, 2, [
            symbol,
            `UNDERLYING${underlying}`,
            '0',
            expiry,
            strike,
            '0.05',
            '75',
            right,
            'NFO-OPT',
            'NFO',
          ]);
        }),
      ),
    ),
  ).flat(3);
}

function row(number: number, segment: number, fields: readonly string[]): string {
  return [number * 256 + segment, number, ...fields].join(',');
}
