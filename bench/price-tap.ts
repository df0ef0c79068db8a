import { WebSocket } from 'ws';

/** What an option's price was from a moment on. */
export interface SeenPrice {
  /** Epoch milliseconds, with a fraction. */
  readonly at: number;
  /** Paise. */
  readonly ltp: number;
}

export interface PriceTap {
  /** By '24,200 CE', in the order of receipt. */
  readonly prices: ReadonlyMap<string, readonly SeenPrice[]>;
  readonly perSecond: () => number;
  readonly close: () => void;
}

const API_KEY = 'demokey';
const FIRST_PACKET = 2;

/** Listens to the exchange beside the desk, on the desk's own session, and notes when each price came. */
export async function tapPrices(url: string, accessToken: string, symbols: readonly string[]): Promise<PriceTap> {
  const names = await namesByToken(url, accessToken, new Set(symbols));
  const prices = new Map<string, SeenPrice[]>();
  let packets = 0;
  const query = new URLSearchParams({ api_key: API_KEY, access_token: accessToken });
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?${query}`);
  const openedAt = performance.now();
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary || data.length < 4) return;
    const at = performance.timeOrigin + performance.now();
    let offset = FIRST_PACKET;
    for (let left = data.readUInt16BE(0); left > 0; left -= 1) {
      const length = data.readUInt16BE(offset);
      const name = names.get(data.readUInt32BE(offset + 2));
      const ltp = data.readInt32BE(offset + 6);
      offset += 2 + length;
      packets += 1;
      if (name === undefined) continue;
      const seen = prices.get(name) ?? [];
      if (seen.at(-1)?.ltp !== ltp) seen.push({ at, ltp });
      prices.set(name, seen);
    }
  });
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
  const tokens = [...names.keys()];
  socket.send(JSON.stringify({ a: 'subscribe', v: tokens }));
  socket.send(JSON.stringify({ a: 'mode', v: ['full', tokens] }));
  return {
    prices,
    perSecond: () => (packets * 1_000) / (performance.now() - openedAt),
    close: () => socket.terminate(),
  };
}

/** Tokens of the symbols, with the name that the chain shows: '24,200 CE'. */
async function namesByToken(
  url: string,
  accessToken: string,
  symbols: ReadonlySet<string>,
): Promise<ReadonlyMap<number, string>> {
  const headers = { 'X-Kite-Version': '3', Authorization: `token ${API_KEY}:${accessToken}` };
  const reply = await fetch(`${url}/instruments`, { headers });
  if (!reply.ok) throw new Error(`The list of instruments: ${reply.status} ${await reply.text()}`);
  const [head = '', ...lines] = (await reply.text()).split('\n');
  const columns = head.trim().split(',');
  const column = (row: readonly string[], name: string) => row[columns.indexOf(name)] ?? '';
  const names = new Map<number, string>();
  for (const line of lines) {
    const row = line.trim().split(',');
    if (!symbols.has(column(row, 'tradingsymbol'))) continue;
    const strike = Number(column(row, 'strike')).toLocaleString('en-IN');
    names.set(Number(column(row, 'instrument_token')), `${strike} ${column(row, 'instrument_type')}`);
  }
  return names;
}
