import { afterEach, describe, expect, it } from 'vitest';
import type { Need } from '#shared/domain/strategy';
import type { HostBatch, HostDecision, HostListener, HostStart, StrategyHost } from '#shared/engine/hosting';
import { createInlineHost } from '#shared/engine/inline-host';
import { chainQuotes, INSTRUMENTS, ist, NIFTY, quote } from '#shared/engine/testing/market';
import roguesPath from './testing/rogues.worker?modulePath';
import { createWorkerHost, WORKER_LIMITS, type WorkerLimits } from './worker-host';

/** Patient, for machines that have other things to do. */
const patient: WorkerLimits = { silenceMs: 20_000, startMs: 20_000, heapMb: 16 };
const quick: WorkerLimits = { ...patient, silenceMs: 600 };
const hosts: StrategyHost[] = [];
afterEach(() => hosts.splice(0).forEach((host) => host.stop()));

const startOf = (strategy: string, params: HostStart['params'] = {}): HostStart => ({
  instance: `my ${strategy}`,
  strategy,
  params,
  state: null,
  instruments: INSTRUMENTS,
  trades: [],
  at: ist('09:15'),
});
const priced = (clock: string, price: number): HostBatch => ({
  at: ist(clock),
  quotes: [quote(NIFTY, price, ist(clock)), ...chainQuotes({ forward: price + 12, timeValue: 84 }, ist(clock))],
  bars: [],
  trades: [],
  isWarmUp: false,
});

/** Collects what a host says and lets a test wait for it. */
function audience() {
  const needs: Need[] = [];
  const decisions: HostDecision[] = [];
  const failures: string[] = [];
  let wake = (): void => {};
  const listener: HostListener = {
    onNeeds: (_, wanted) => (needs.push(...wanted), wake()),
    onDecision: (decision) => (decisions.push(decision), wake()),
    onFailed: (_, message) => (failures.push(message), wake()),
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { listener, needs, decisions, failures, until };
}

function rogue(strategy: string, limits = patient) {
  const heard = audience();
  const host = createWorkerHost(heard.listener, limits, roguesPath);
  hosts.push(host);
  host.start(startOf(strategy));
  host.send(priced('10:00', 24_200));
  return { ...heard, host };
}

describe('createWorkerHost', () => {
  it('decides what the inline host decides, batch by batch', async () => {
    const start = startOf('atm-straddle-sell', { lots: 2, entryFrom: '09:20' });
    const batches = ['09:19:58', '09:19:59', '09:20:00', '09:20:01'].map((clock, index) =>
      priced(clock, 24_200 + index),
    );
    const inline = audience();
    const inlineHost = createInlineHost(inline.listener);
    inlineHost.start(start);
    batches.forEach((batch) => inlineHost.send(batch));

    const threaded = audience();
    const host = createWorkerHost(threaded.listener);
    hosts.push(host);
    host.start(start);
    await threaded.until(() => threaded.needs.length > 0);
    for (const [index, batch] of batches.entries()) {
      host.send(batch);
      await threaded.until(() => threaded.decisions.length > index);
    }
    expect(threaded.needs).toEqual(inline.needs);
    expect(threaded.decisions).toEqual(inline.decisions);
    expect(inline.decisions.flatMap(({ actions }) => actions)).toHaveLength(1);
  });

  it('conflates prices while the strategy is busy, and ends on the latest', async () => {
    const { decisions, host, until } = rogue('well-behaved');
    for (let second = 10; second < 60; second += 1) host.send(priced(`10:00:${second}`, 24_200 + second));
    await until(() => decisions.at(-1)?.at === ist('10:00:59'));
    expect(decisions.length).toBeLessThan(10);
  });

  it.each([
    ['throws', 'throws failed: lost the thread'],
    ['throws later', 'throws later crashed: nobody was listening'],
    ['exits', 'The thread of exits ended by itself (code 7)'],
    ['hoards', 'hoards used more than its 16 MB of memory and was ended'],
    ['no such strategy', 'There is no strategy "no such strategy"'],
  ])('reports a strategy that %s, once', async (name, message) => {
    const { failures, host, until } = rogue(name);
    await until(() => failures.length > 0);
    host.send(priced('10:00:01', 24_201));
    expect(failures).toEqual([message]);
  });

  it('ends a strategy that stops answering', async () => {
    const { failures, until } = rogue('loops', quick);
    await until(() => failures.length > 0);
    expect(failures).toEqual(['loops stopped answering (endless loop?) and was ended after 0.6 s']);
  });

  it('lets no failure touch another instance', async () => {
    const neighbour = rogue('well-behaved');
    const broken = ['throws', 'exits', 'loops', 'hoards'].map((name) =>
      rogue(name, name === 'loops' ? quick : patient),
    );
    await Promise.all(broken.map(({ failures, until }) => until(() => failures.length > 0)));
    neighbour.host.send(priced('10:00:02', 24_202));
    await neighbour.until(() => neighbour.decisions.at(-1)?.at === ist('10:00:02'));
    expect(neighbour.failures).toEqual([]);
  });

  it('is silent once stopped', async () => {
    const { decisions, failures, host, until } = rogue('well-behaved');
    await until(() => decisions.length === 1);
    host.send(priced('10:00:01', 24_201));
    host.stop();
    host.send(priced('10:00:02', 24_202));
    const other = rogue('well-behaved');
    await other.until(() => other.decisions.length === 1);
    expect([decisions.length, failures.length]).toEqual([1, 0]);
  });

  it('allows three seconds of silence and 96 MB by default', () => {
    expect(WORKER_LIMITS).toEqual({ silenceMs: 3_000, startMs: 15_000, heapMb: 96 });
  });
});
