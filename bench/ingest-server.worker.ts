import { parentPort, workerData } from 'node:worker_threads';
import { WebSocketServer, type WebSocket } from 'ws';
import type { IngestPlan, IngestReport } from './ingest-plan';

/** A ticker that sends what it is told to, as fast as it is told to, over real sockets. Counts what it sent. */
const PERIOD_MS = 100;
const PACKET = 184;

// Started by the benchmark beside this file, with its own plan.
const { tokensPerConnection, updatesPerSecond, seconds } = workerData as IngestPlan;
const tell = (report: IngestReport): void => parentPort?.postMessage(report);

interface Client {
  readonly socket: WebSocket;
  readonly tokens: number[];
  next: number;
}

const clients: Client[] = [];
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
let sent = 0;

server.on('connection', (socket) => {
  const client: Client = { socket, tokens: [], next: 0 };
  clients.push(client);
  socket.on('message', (data: Buffer) => {
    // Our own feed is the only client.
    const command = JSON.parse(data.toString()) as { a: string; v: number[] };
    if (command.a === 'subscribe') client.tokens.push(...command.v);
  });
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) tell({ kind: 'listening', port: address.port });
});
parentPort?.on('message', run);

/** Sends by the clock, not by the timer: a timer that came late sends more, so that the rate holds. */
function run(): void {
  const startedAt = performance.now();
  let periods = 0;
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - startedAt) / PERIOD_MS);
    for (; periods < due; periods += 1)
      for (const client of clients) sendFrame(client, startedAt + periods * PERIOD_MS);
    if (due * PERIOD_MS < seconds * 1_000) return;
    clearInterval(timer);
    tell({ kind: 'done', sent });
  }, PERIOD_MS / 2);
}

function sendFrame(client: Client, at: number): void {
  const count = Math.round((tokensPerConnection * updatesPerSecond * PERIOD_MS) / 1_000);
  const frame = Buffer.allocUnsafe(2 + count * (PACKET + 2));
  frame.fill(0);
  frame.writeUInt16BE(count, 0);
  const stamp = 1_787_000_000 + Math.floor(at / 1_000);
  for (let index = 0; index < count; index += 1) {
    const token = client.tokens[client.next] ?? 0;
    client.next = (client.next + 1) % client.tokens.length;
    const start = 2 + index * (PACKET + 2);
    frame.writeUInt16BE(PACKET, start);
    frame.writeInt32BE(token, start + 2);
    frame.writeInt32BE(5_000 + ((sent + index) % 200) * 5, start + 6);
    frame.writeInt32BE(100_000 + sent, start + 18);
    frame.writeInt32BE(stamp, start + 62);
  }
  client.socket.send(frame);
  sent += count;
}
