import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { WebSocketServer, type WebSocket } from 'ws';
import { sharedNow, type OrderPlan, type OrderReport } from './order-plan';

/** An exchange that sends frames of full packets and takes every order, telling when each arrived. */
const PACKET = 184;
const SECOND = 1_000;

// Started by the benchmarks beside this file, with their own plan.
const { tokens, periodMs, frames, startsAt } = workerData as OrderPlan;
const tell = (report: OrderReport): void => parentPort?.postMessage(report);

let orders = 0;
const server = createServer((request, response) => {
  const at = sharedNow();
  request.resume();
  request.on('end', () => {
    orders += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'success', data: { order_id: String(orders) } }));
    if (request.method === 'POST') tell({ kind: 'order', at });
  });
});
let client: WebSocket | null = null;
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => (client = socket));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) tell({ kind: 'listening', port: address.port });
});
parentPort?.on('message', run);

function run(): void {
  let sent = 0;
  const timer = setInterval(() => {
    client?.send(frameOf(sent));
    sent += 1;
    if (sent < frames) return;
    clearInterval(timer);
    // The last order may still be on its way.
    setTimeout(() => tell({ kind: 'done' }), SECOND);
  }, periodMs);
}

/** Every price differs from the frame before. */
function frameOf(index: number): Buffer {
  const frame = Buffer.alloc(2 + tokens.length * (PACKET + 2));
  frame.writeUInt16BE(tokens.length, 0);
  const stamp = Math.floor((startsAt + index * periodMs) / SECOND);
  tokens.forEach((token, row) => {
    const start = 2 + row * (PACKET + 2);
    frame.writeUInt16BE(PACKET, start);
    frame.writeInt32BE(token, start + 2);
    frame.writeInt32BE(2_450_000 + (index % 2) * 10, start + 6);
    frame.writeInt32BE(100_000 + index, start + 18);
    frame.writeInt32BE(stamp, start + 62);
  });
  return frame;
}
