import { describe, expect, it } from 'vitest';
import { act, defineStrategy, hold, type StrategyDefinition } from '#shared/domain/strategy';
import { NO_EXITS } from '#shared/domain/exit-plan';
import type { Quote } from '#shared/domain/quote';
import type { HostBatch, HostDecision } from './hosting';
import { createInlineHost, type InlineTerms } from './inline-host';
import { bar, closedBar, INSTRUMENTS, ist, NIFTY, quote } from './testing/market';
import { opened } from './testing/rehearsal';

const buy = {
  kind: 'open',
  signal: 'one',
  title: 'Buy',
  inputs: {},
  legs: [],
  exits: NO_EXITS,
  product: 'intraday',
} as const;

type Log = { readonly log: readonly string[] };

/** Writes down what it is called with, in order; opens when a bar closes at ₹105. */
const diary = defineStrategy({
  id: 'diary',
  name: 'Diary',
  summary: '',
  params: { lots: { kind: 'integer', label: 'Lots', hint: '', initial: 1, min: 1, max: 5, unit: 'lots' } },
  needs: () => [{ kind: 'quote', instrument: NIFTY }],
  initial: (): Log => ({ log: [] }),
  onTrade: (state, trade, { trades }) =>
    hold({ log: [...state.log, `trade ${trade.status} of ${trades.length}`] }, 'a trade'),
  onBar(state, { close }, { quote: quoteOf }) {
    const next = { log: [...state.log, `bar ${close} with quote ${quoteOf(NIFTY)?.ltp}`] };
    return close === 10_500 ? act(next, 'broke out', buy) : hold(next, 'a bar');
  },
  onQuotes(state, { quote: quoteOf, now }) {
    const ltp = quoteOf(NIFTY)?.ltp;
    if (ltp === 66_600) throw new Error(`no price like ${ltp}`);
    return hold(
      ltp === 77_700 ? { log: [...state.log] } : state,
      `looking at ${ltp} ${now === 0 ? 'for ever' : ''}`.trim(),
    );
  },
  drawings: ({ log }) => log.map((label) => ({ instrument: NIFTY, price: 1, label, tone: 'neutral' })),
});

/** Decides by candles alone and describes what it sees. */
const watcher = defineStrategy({
  id: 'watcher',
  name: 'Watcher',
  summary: '',
  params: {},
  needs: () => [{ kind: 'quote', instrument: NIFTY }],
  initial: () => ({ closes: 0 }),
  onBar: ({ closes }, { close }) =>
    close === 10_500 ? act({ closes: closes + 1 }, 'broke out', buy) : hold({ closes: closes + 1 }),
  describe: ({ closes }, { quote: quoteOf }) => `${closes} candles, last ${quoteOf(NIFTY)?.ltp ?? 'unknown'}`,
});

interface Start {
  readonly state?: unknown;
  readonly params?: Record<string, number>;
}

function host(strategy: StrategyDefinition = diary, start: Start = {}, terms: InlineTerms = {}) {
  const decisions: HostDecision[] = [];
  const failures: string[] = [];
  const needs: unknown[] = [];
  const inline = createInlineHost(
    {
      onNeeds: (_, wanted) => needs.push(...wanted),
      onDecision: (decision) => decisions.push(decision),
      onFailed: (instance, message) => failures.push(`${instance}: ${message}`),
    },
    { find: (id) => (id === strategy.id ? strategy : undefined), ...terms },
  );
  const begin = (id: string) =>
    inline.start({
      instance: 'i1',
      strategy: id,
      params: {},
      state: null,
      instruments: INSTRUMENTS,
      trades: [],
      at: 0,
      ...start,
    });
  begin(strategy.id);
  const send = (batch: Partial<HostBatch>) =>
    inline.send({ at: ist('10:00'), quotes: [], bars: [], trades: [], isWarmUp: false, ...batch });
  return { decisions, failures, needs, send, begin, words: () => inline.words() };
}

const priced = (price: number) => quote(NIFTY, price, ist('10:00'));
const candle = (close: number) => closedBar(NIFTY, '5m', bar(ist('09:55'), { close }));

describe('createInlineHost', () => {
  it('asks for what the strategy needs once it has started', () => {
    expect(host().needs).toEqual([{ kind: 'quote', instrument: NIFTY }]);
  });

  it('lets a strategy say what it sees before the first price has come, though not while it warms up', () => {
    const { decisions, send } = host();
    send({ isWarmUp: true });
    expect(decisions).toEqual([]);
    send({});
    expect(decisions[0]?.why).toBe('looking at undefined');
  });

  it('folds a batch in written order, trades, bars, quotes, on a market that is already up to date', () => {
    const { decisions, send } = host();
    send({ quotes: [priced(110)], bars: [candle(100), candle(101)], trades: [opened(buy, ist('09:59'))] });
    expect(decisions).toHaveLength(1);
    expect(decisions[0]?.state?.value).toEqual({
      log: ['trade open of 1', 'bar 10000 with quote 11000', 'bar 10100 with quote 11000'],
    });
    expect(decisions[0]?.why).toBe('looking at 11000');
  });

  it('keeps the reason of the decision that acted, and its actions', () => {
    const { decisions, send } = host();
    send({ quotes: [priced(110)], bars: [candle(105)] });
    expect(decisions[0]).toMatchObject({ why: 'broke out', actions: [buy], at: ist('10:00'), instance: 'i1' });
  });

  it('says nothing when a batch changed neither memory nor reason, and only the reason when only that changed', () => {
    const { decisions, send } = host();
    send({ quotes: [priced(110)] });
    send({ quotes: [priced(110)] });
    send({ quotes: [priced(111)] });
    expect(decisions.map(({ why, state }) => [why, state !== null])).toEqual([
      ['looking at 11000', true],
      ['looking at 11100', false],
    ]);
  });

  it('compares memory by content: a copy is no change', () => {
    const { decisions, send } = host();
    send({ quotes: [priced(110)] });
    send({ quotes: [priced(777)] });
    expect(decisions[1]).toMatchObject({ why: 'looking at 77700', state: null });
  });

  it('describes what a strategy sees after prices that it decides nothing on', () => {
    const { decisions, send } = host(watcher);
    send({ quotes: [priced(110)] });
    send({ quotes: [priced(110)] });
    send({ bars: [candle(105)] });
    expect(decisions.map(({ why, state, actions }) => [why, state?.value, actions.length])).toEqual([
      ['0 candles, last 11000', undefined, 0],
      ['broke out', { closes: 1 }, 1],
    ]);
  });

  it('tells only actions where asked to, and words when asked for them', () => {
    const quoteOf = (): Quote => priced(120);
    const { decisions, send, words } = host(watcher, {}, { tells: 'actions', quoteOf });
    send({ bars: [candle(105)], isWarmUp: true });
    send({ bars: [candle(100)] });
    expect(decisions).toEqual([]);
    expect(words()).toBe('2 candles, last 12000');
    send({ bars: [candle(105)] });
    expect(decisions).toMatchObject([{ why: 'broke out', actions: [buy], state: null }]);
    expect(words()).toBe('broke out');
  });

  it('builds memory from past bars and drops what it would have done then', () => {
    const { decisions, send } = host();
    send({ bars: [candle(105)], isWarmUp: true });
    expect(decisions[0]).toMatchObject({ state: { value: { log: ['bar 10500 with quote undefined'] } }, actions: [] });
  });

  it('tells past bars in the order they closed, whatever series they came in', () => {
    const { decisions, send } = host();
    const [early, late] = [bar(ist('09:50'), { close: 101 }), bar(ist('09:55'), { close: 102 })];
    send({ bars: [closedBar(NIFTY, '5m', late), closedBar(NIFTY, '5m', early)], isWarmUp: true });
    expect(decisions[0]?.state?.value).toEqual({
      log: ['bar 10100 with quote undefined', 'bar 10200 with quote undefined'],
    });
  });

  it('begins with the memory it is given, and draws from it', () => {
    const { decisions, send } = host(diary, { state: { log: ['before'] } });
    send({ quotes: [priced(110)] });
    expect(decisions[0]).toMatchObject({ state: null, drawings: [{ label: 'before' }] });
  });

  it('ends on a throw, naming strategy and error, and stays silent afterwards', () => {
    const { decisions, failures, send } = host();
    send({ quotes: [priced(666)] });
    send({ quotes: [priced(110)] });
    expect(failures).toEqual(['i1: Diary failed: no price like 66600']);
    expect(decisions).toEqual([]);
  });

  it('refuses parameters that do not fit, in full words', () => {
    const { failures, needs } = host(diary, { params: { lots: 9 } });
    expect(failures).toEqual(['i1: Diary: Lots: expected a whole number from 1 to 5, found 9']);
    expect(needs).toEqual([]);
  });

  it('refuses a strategy that does not exist', () => {
    const failures: string[] = [];
    const inline = createInlineHost({
      onNeeds: () => {},
      onDecision: () => {},
      onFailed: (_, message) => failures.push(message),
    });
    inline.start({ instance: 'i1', strategy: 'gone', params: {}, state: null, instruments: [], trades: [], at: 0 });
    expect(failures).toEqual(['There is no strategy "gone"']);
  });
});
