import { createHash } from 'node:crypto';
import type { DeskSession } from '#electron/runner/desk-session';
import { openTrade } from '#electron/runner/hand-trades';
import { describeLevels, takePoint } from '#shared/domain/price-levels';
import { err, ok, type Result } from '#shared/domain/result';
import { SECOND } from '#shared/domain/time';
import { isLive, type Trade } from '#shared/domain/trade';
import { nearestPaise } from '#shared/domain/units';
import type { WebhookSettings } from '#shared/ipc/api-settings';
import type { DeskMode } from '#shared/ipc/settings';
import type { WebhookOutcome, WebhookView } from '#shared/ipc/webhooks';
import { faultsOf } from '../faults';
import { firstQuote } from '../first-quote';
import { isSameSecret } from '../secret';
import { findInstrument, tradableOf } from '../symbols';
import { MOST_SYMBOLS, NOTHING_KNOWN, type SymbolMemory, type WebhookMemory } from './memory';
import { formOf, isAction, type ActionForm, type PriceForm, type WebhookBody } from './webhook-body';

/** The Python server's way out of a trade. */
const EXITS = { legStop: 0.01, legTarget: 0.03 } as const;
const OWNER = { kind: 'manual', by: 'webhook', label: 'Webhook' } as const;

export interface WebhookParts {
  readonly memory: WebhookMemory;
  readonly settings: () => WebhookSettings;
  readonly secret: () => string;
  /** Whether a webhook without token and secret is taken at this moment: in Demo, unless the settings ask. */
  readonly asksSecret: () => boolean;
  readonly mode: () => DeskMode;
  readonly session: () => DeskSession | null;
  /** The computer's clock. */
  readonly now: () => number;
}

export interface Sender {
  readonly address: string;
  readonly hasToken: boolean;
}

/** What is answered, and what the log says became of it. */
export interface WebhookAnswer {
  readonly status: number;
  readonly outcome: WebhookOutcome;
  readonly message: string;
  readonly symbol: string;
  readonly call: string | null;
}

/** Takes alerts: checks who sent them, keeps price points, and turns breakouts and actions into trades of the desk. */
export class WebhookDesk {
  private readonly parts: WebhookParts;
  /** Tells alerts without a name apart that come in the same millisecond. */
  private acted = 0;

  constructor(parts: WebhookParts) {
    this.parts = parts;
  }

  async receive(raw: unknown, from: Sender): Promise<WebhookAnswer> {
    const answer = await this.answer(raw, from);
    this.parts.memory.note({ ...describe(raw), at: this.parts.now(), from: from.address, ...logged(answer) });
    return answer;
  }

  log(): readonly WebhookView[] {
    return this.parts.memory.views();
  }

  get isWatching(): boolean {
    return this.parts.memory.isWatching;
  }

  /** Stopped, prices build no levels and open nothing; what is open stays watched by the desk. */
  watch(isWatching: boolean): void {
    this.parts.memory.isWatching = isWatching;
  }

  /** What is known of a symbol, and its open trade. */
  status(symbol: string): { readonly memory: SymbolMemory; readonly message: string; readonly trade: Trade | null } {
    const name = keyOf(symbol);
    const memory = this.current(name);
    return { memory, message: describeLevels(memory), trade: this.tradeOf(memory) };
  }

  /** Forgets points and levels. The problem is a sentence. */
  reset(symbol: string): Result<void, string> {
    const name = keyOf(symbol);
    const trade = this.tradeOf(this.current(name));
    if (trade && isLive(trade)) return err(`${name} has an open trade; exit it first`);
    if (this.parts.memory.knows(name)) this.parts.memory.set(name, NOTHING_KNOWN);
    return ok(undefined);
  }

  private async answer(raw: unknown, from: Sender): Promise<WebhookAnswer> {
    const symbol = describe(raw).symbol;
    const refused = (status: number, message: string): WebhookAnswer => ({
      status,
      outcome: 'refused',
      message,
      symbol,
      call: null,
    });
    const stranger = this.strangerFault(raw, from);
    if (stranger !== null) return refused(...stranger);
    const parsed = formOf(raw).safeParse(raw);
    if (!parsed.success) return refused(400, faultsOf(parsed.error, raw));
    const late = this.timeFault(parsed.data);
    if (late !== null) return refused(409, late);
    const key = keyOfAlert(parsed.data);
    const before = key === null ? null : this.parts.memory.answered(key);
    if (before !== null)
      return { status: 200, outcome: 'repeated', message: `Received before: ${before}`, symbol, call: null };
    const answer = await (isAction(parsed.data) ? this.act(parsed.data, key) : this.takePrice(parsed.data));
    // A refusal may be mended, so the same alert may come again.
    if (key !== null && answer.status === 200) this.parts.memory.remember(key, answer.message);
    return answer;
  }

  private strangerFault(raw: unknown, { address, hasToken }: Sender): readonly [number, string] | null {
    const { settings, asksSecret, secret } = this.parts;
    const { sources } = settings();
    if (sources.length > 0 && !sources.includes(address.replace(/^::ffff:/, '')))
      return [403, `Webhooks from ${address} are not on the list of sources`];
    if (hasToken) return null;
    const found = typeof raw === 'object' && raw !== null && 'secret' in raw ? raw.secret : undefined;
    if (found === undefined && !asksSecret()) return null;
    if (typeof found === 'string' && isSameSecret(found, secret())) return null;
    const what =
      found === undefined ? 'put the webhook secret into the field "secret"' : "the secret is not this desk's";
    return [401, `Access token required: ${what}`];
  }

  private timeFault({ time, id }: WebhookBody): string | null {
    const { now, mode, settings } = this.parts;
    if (time === undefined)
      return mode() === 'live' && id === undefined
        ? 'In Live every alert says when it was made: add "time": "{{timenow}}" to the message'
        : null;
    const age = now() - (typeof time === 'number' ? time : Date.parse(time));
    const { windowSeconds } = settings();
    return Math.abs(age) <= windowSeconds * SECOND
      ? null
      : `The alert was made ${Math.round(Math.abs(age) / SECOND)} s ${age > 0 ? 'ago' : 'from now'}; at most ${windowSeconds} s are taken`;
  }

  private async takePrice({ symbol, high, low, close, quantity }: PriceForm): Promise<WebhookAnswer> {
    const { memory, now } = this.parts;
    const name = keyOf(symbol);
    const say = (status: number, message: string): WebhookAnswer => ({
      status,
      outcome: status === 200 ? 'kept' : 'refused',
      message,
      symbol: name,
      call: null,
    });
    if (!(low <= close && close <= high))
      return say(400, `Invalid levels: expected low ≤ close ≤ high, found ${low}, ${close}, ${high}`);
    if (!memory.isWatching) return say(409, 'Monitoring is stopped; POST /monitoring/start takes prices again');
    if (!memory.knows(name) && memory.symbolCount >= MOST_SYMBOLS)
      return say(409, `Prices of ${MOST_SYMBOLS} symbols are kept; reset one with POST /strategy/SYMBOL/reset`);
    const before = this.current(name);
    const [h, l, c] = [high, low, close].map((value) => nearestPaise(value * 100));
    const at = now();
    if (h === undefined || l === undefined || c === undefined) return say(400, 'Invalid levels');
    const taken = takePoint(before, { startAt: at, high: h, low: l, close: c });
    memory.set(name, { ...taken.next, call: before.call });
    if (taken.signal === null) return say(200, taken.message);
    const side = taken.signal === 'long' ? 'buy' : 'sell';
    const entered = await this.enter({ symbol: name, side, quantity, key: `${name} ${at}`, why: taken.message });
    // Without a trade nothing locks the levels: they are found anew from here.
    memory.set(name, entered.call === null ? NOTHING_KNOWN : { ...taken.next, call: entered.call });
    return { ...entered, message: entered.call === null ? entered.message : `${taken.message}: ${entered.message}` };
  }

  private async act({ symbol, action, quantity }: ActionForm, key: string | null): Promise<WebhookAnswer> {
    const name = keyOf(symbol);
    this.acted += 1;
    const click = key ?? `${name} ${this.parts.now()} ${this.acted}`;
    const entered = await this.enter({
      symbol: name,
      side: action,
      quantity,
      key: click,
      why: `Alert: ${action} ${quantity} ${name}`,
    });
    if (entered.call !== null) this.parts.memory.set(name, { ...this.parts.memory.of(name), call: entered.call });
    return entered;
  }

  private async enter(wish: {
    readonly symbol: string;
    readonly side: 'buy' | 'sell';
    readonly quantity: number;
    readonly key: string;
    readonly why: string;
  }): Promise<WebhookAnswer> {
    const { symbol, side, quantity, key, why } = wish;
    const failed = (message: string): WebhookAnswer => ({
      status: 409,
      outcome: 'refused',
      message: `Order placement failed: ${message}`,
      symbol,
      call: null,
    });
    const session = this.parts.session();
    if (!session) return failed('there is no open desk; it is being opened, or waits for a login');
    const allowed = this.allow(symbol, quantity);
    if (!allowed.ok) return failed(allowed.error);
    const { callsPerDay } = this.parts.settings();
    if (callsOfWebhooks(session) >= callsPerDay)
      return failed(`webhooks have made ${callsPerDay} calls today, and no more are taken`);
    const { catalogue } = session.wiring;
    const named = findInstrument(allowed.value, catalogue);
    const found = named.ok ? tradableOf(named.value, catalogue) : named;
    if (!found.ok) return failed(found.error);
    const { id, lotSize } = found.value;
    if (quantity % lotSize !== 0)
      return failed(`${id} trades in lots of ${lotSize}, and ${quantity} is not a whole number of them`);
    await firstQuote(session, id);
    const leg = { instrument: id, side, lots: quantity / lotSize, limit: null, stop: null, target: null };
    const opened = openTrade(
      session,
      {
        key: key.slice(0, 80),
        name: `Webhook: ${side} ${id}`.slice(0, 60),
        legs: [leg],
        product: 'intraday',
        exits: EXITS,
      },
      { owner: OWNER, why, approval: this.parts.settings().approval },
    );
    if (!opened.ok) return failed(opened.error.message);
    const { call } = opened.value;
    const result = session.desk.calls.get(call)?.result ?? '';
    return {
      status: 200,
      outcome: 'traded',
      message: result === '' ? `${side} ${quantity} ${id}: order placed` : `${side} ${quantity} ${id}: ${result}`,
      symbol,
      call,
    };
  }

  /** What the rules make of a symbol: what to trade instead, or why not. */
  private allow(symbol: string, quantity: number): Result<string, string> {
    const { rules, maxQuantity, isPaperOnly } = this.parts.settings();
    const rule = rules.find((each) => keyOf(each.symbol) === symbol);
    const most = rule?.maxQuantity ?? maxQuantity;
    if (this.parts.mode() === 'live' && (rule?.isPaperOnly ?? isPaperOnly))
      return err(`webhooks of ${symbol} may trade in Demo and Paper only; its rule in Settings says so`);
    if (quantity > most) return err(`quantity ${quantity} is more than the ${most} that its rule allows`);
    return ok(rule?.instrument ?? symbol);
  }

  /** What is known of a symbol now: levels that served a trade which is over are forgotten. */
  private current(name: string): SymbolMemory {
    const memory = this.parts.memory.of(name);
    if (memory.breakout === null) return memory;
    const call = this.parts.session()?.desk.calls.get(memory.call ?? '');
    const trade = this.tradeOf(memory);
    const isOver = trade
      ? !isLive(trade)
      : call === undefined || call.outcome === 'refused' || call.outcome === 'lapsed';
    // Without a desk nobody knows yet what became of it.
    if (!isOver || this.parts.session() === null) return memory;
    this.parts.memory.set(name, NOTHING_KNOWN);
    return NOTHING_KNOWN;
  }

  private tradeOf({ call }: SymbolMemory): Trade | null {
    const session = this.parts.session();
    if (!session || call === null) return null;
    return [...session.desk.trades.values()].findLast(({ callId }) => callId === call) ?? null;
  }
}

function callsOfWebhooks({ desk }: DeskSession): number {
  let count = 0;
  for (const { instance, strategy } of desk.calls.values())
    if (instance === null && strategy === OWNER.label) count += 1;
  return count;
}

function keyOf(symbol: string): string {
  return symbol.trim().toUpperCase();
}

/** By its id; without one, an alert that says when it was made is known by all it says. */
function keyOfAlert(body: WebhookBody): string | null {
  if (body.id !== undefined) return `id ${body.id}`;
  if (body.time === undefined) return null;
  const said = Object.entries(body).filter(([name]) => name !== 'secret');
  const entries = said.toSorted(([a], [b]) => a.localeCompare(b));
  return `body ${createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 32)}`;
}

function logged({ outcome, message, status }: WebhookAnswer): Pick<WebhookView, 'outcome' | 'message' | 'status'> {
  return { outcome, message: message.slice(0, 300), status };
}

/** A body in the log's words, also one that was not understood; only these fields of it are ever kept. */
function describe(raw: unknown): Pick<WebhookView, 'form' | 'symbol' | 'summary'> {
  if (typeof raw !== 'object' || raw === null) return { form: 'unknown', symbol: '', summary: '' };
  const text = (name: string): string => {
    // It is an object, and what its field holds is looked at before it is used.
    const value = Object.hasOwn(raw, name) ? (raw as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : '';
  };
  const symbol = keyOf(text('symbol'));
  if (Object.hasOwn(raw, 'action')) return { form: 'action', symbol, summary: `${text('action')} ${text('quantity')}` };
  if (Object.hasOwn(raw, 'close')) return { form: 'price', symbol, summary: `close ${text('close')}` };
  return { form: 'unknown', symbol, summary: '' };
}
