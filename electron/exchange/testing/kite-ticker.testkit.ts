/**
 * Kite's own ticker client, alone in a process because it keeps its socket in module scope and ends the process when its
 * retries run out. Arguments: root, api key, access token, tokens (comma separated). Writes one JSON line for each event.
 */
import { KiteTicker } from 'kiteconnect';

const [root = '', apiKey = '', accessToken = '', list = ''] = process.argv.slice(2);
const tokens = list.split(',').map(Number);
const parameters = { api_key: apiKey, access_token: accessToken, root, reconnect: false };
const ticker = new KiteTicker(parameters);
const say = (event: unknown) => process.stdout.write(`${JSON.stringify(event)}\n`);

ticker.on('connect', () => {
  ticker.subscribe(tokens);
  ticker.setMode(ticker.modeFull, tokens);
  say({ kind: 'connected' });
});
ticker.on('ticks', (ticks: unknown) => say({ kind: 'ticks', ticks }));
ticker.on('order_update', (order: unknown) => say({ kind: 'order', order }));
ticker.on('disconnect', () => say({ kind: 'disconnected' }));
ticker.connect();
process.stdin.on('end', () => process.exit(0)).resume();
