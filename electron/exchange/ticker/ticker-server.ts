import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { paise } from '#shared/domain/units';
import type { ExchangeContext } from '../context';
import { sickened, withStranger } from '../faults/sick-packets';
import { slowDrip } from '../faults/slow-drip';
import type { MarketQuote } from '../market/market';
import { settlementPrice } from '../market/settlement';
import { encodeFrame, HEARTBEAT, packetOf, type Mode, type Packet } from '../protocol/frames';
import { textOf } from '../text-frame';
import { answered } from './answered';
import { parseCommand, Subscriptions } from './subscriptions';

const MOST_SOCKETS = 3;
const HEARTBEAT_EVERY = 1000;
/** Of a large subscription the first prices leave while the others are still being worked out. */
const MOST_PACKETS = 100;
/** Past this much unsent data a slow client is skipped: the next frame has the latest anyway. */
const MOST_BACKLOG = 4_000_000;

interface Client {
  readonly socket: WebSocket;
  readonly subscriptions: Subscriptions;
  lastSentAt: number;
}

/** Kite's binary price socket: pushes what changed since the last pump, a heartbeat when nothing did, and order news as text. */
export class TickerServer {
  readonly #context: ExchangeContext;
  readonly #monotonic: () => number;
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1 << 20 });
  readonly #clients = new Set<Client>();
  #commands = 0;

  constructor(context: ExchangeContext, monotonic: () => number) {
    this.#context = context;
    this.#monotonic = monotonic;
  }

  /** How many commands came over all sockets so far. */
  get commands(): number {
    return this.#commands;
  }

  /**
   * Resolves when every client has read all that was sent to it, and what it had sent before has been read here: a pong
   * comes after both, since a socket keeps its order.
   */
  async delivered(): Promise<void> {
    await Promise.all([...this.#clients].map(({ socket }) => answered(socket)));
  }

  /** A sign of life for who had no prices for a while. */
  beat(): void {
    if (this.#context.faults.isOn('silence')) return;
    for (const client of this.#clients) this.#beat(client);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#context.faults.strike('half-open-connect')) return;
    const query = new URL(request.url ?? '/', 'http://loopback').searchParams;
    const isAlive = this.#context.sessions.isAlive(query.get('api_key') ?? '', query.get('access_token') ?? '');
    if (!isAlive) refuseUpgrade(socket, '403 Forbidden');
    else if (this.#clients.size >= MOST_SOCKETS) refuseUpgrade(socket, '429 Too Many Requests');
    else this.#open(request, socket, head);
  }

  #open(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const line = this.#context.faults.strike('slow-drip') ? slowDrip(socket) : socket;
    this.#server.handleUpgrade(request, line, head, (accepted) => this.#accept(accepted));
  }

  /** Sends each client what changed, in its mode. */
  pump(): void {
    if (this.#context.faults.isOn('silence')) return;
    const venue = this.#context.venue();
    const at = venue.processedAt;
    const packets = new Map<number, Packet | null>();
    const look = (token: number): { quote: MarketQuote | null; revision: number } => {
      const quote = venue.market.quote(token, at);
      return { quote, revision: quote ? revisionOf(venue.market, quote, at) : -1 };
    };
    const packet = (token: number): Packet | null => {
      const known = packets.get(token);
      if (known !== undefined) return known;
      const { quote } = look(token);
      const settled = quote && settlementPrice(venue.market, quote.listing, at);
      const made =
        quote && packetOf(settled === null ? quote : { ...quote, tape: { ...quote.tape, ltp: paise(settled) } });
      packets.set(token, made);
      return made;
    };
    for (const client of this.#clients) this.#send(client, { revision: (token) => look(token).revision, packet });
  }

  /** A text frame to every socket of the user. */
  tell(message: unknown): void {
    if (this.#context.faults.isOn('silence')) return;
    const text = JSON.stringify(message);
    for (const client of this.#clients) client.socket.send(text);
  }

  /** Cuts every connection without a close frame, as a lost network does. */
  drop(): void {
    for (const client of this.#clients) client.socket.terminate();
  }

  close(reason: string): void {
    for (const client of this.#clients) client.socket.close(1001, reason);
  }

  #accept(socket: WebSocket): void {
    const client: Client = { socket, subscriptions: new Subscriptions(), lastSentAt: this.#monotonic() };
    this.#clients.add(client);
    socket.on('message', (data, isBinary) => {
      const command = isBinary ? null : parseCommand(textOf(data));
      if (!command) return;
      this.#commands += 1;
      client.subscriptions.apply(command);
    });
    // A socket that breaks is closed by ws; there is nobody to tell.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#clients.delete(client));
  }

  #send(
    client: Client,
    source: { revision: (token: number) => number; packet: (token: number) => Packet | null },
  ): void {
    if (client.socket.bufferedAmount > MOST_BACKLOG) return;
    const changed: { packet: Packet; mode: Mode }[] = [];
    const flush = () => {
      if (changed.length > 0) this.#write(client, this.#frameOf(changed.splice(0)));
    };
    const entries = this.#context.faults.isOn('frozen-prices') ? [] : client.subscriptions.entries;
    for (const [token, subscription] of entries) {
      const revision = source.revision(token);
      if (revision === subscription.sent) continue;
      const packet = source.packet(token);
      if (!packet) continue;
      subscription.sent = revision;
      changed.push({ packet, mode: subscription.mode });
      if (changed.length === MOST_PACKETS) flush();
    }
    flush();
    this.#beat(client);
  }

  #beat(client: Client): void {
    if (this.#monotonic() - client.lastSentAt >= HEARTBEAT_EVERY) this.#write(client, HEARTBEAT);
  }

  #frameOf(packets: readonly { readonly packet: Packet; readonly mode: Mode }[]): Buffer {
    const { faults } = this.#context;
    const frame = encodeFrame(packets.map(({ packet, mode }) => ({ packet: sickened(packet, faults), mode })));
    return faults.isOn('unknown-packets') ? withStranger(frame) : frame;
  }

  #write(client: Client, frame: Buffer): void {
    const { faults } = this.#context;
    const isCut = frame.length > HEARTBEAT.length && faults.strike('short-frame');
    client.socket.send(isCut ? frame.subarray(0, Math.ceil(frame.length / 2)) : frame);
    if (faults.isOn('repeated-frames')) client.socket.send(frame);
    client.lastSentAt = this.#monotonic();
  }
}

/** Grows whenever the packet would differ: the last quote change, and once more when an expiring contract is settled. */
function revisionOf(market: Parameters<typeof settlementPrice>[0], quote: MarketQuote, at: number): number {
  return settlementPrice(market, quote.listing, at) === null ? quote.tape.quotedAt : market.session.closesAt + 1;
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
