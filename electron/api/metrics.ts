import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DeskSession } from '#electron/runner/desk-session';
import { isLive } from '#shared/domain/trade';

/** Upper ends of the latency buckets, in milliseconds. */
const BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 1_000];

/** What the API has answered, for Prometheus. Bounded: one entry a path of our own and a status. */
export class Counts {
  private readonly answers = new Map<string, number>();
  private readonly within = BUCKETS.map(() => 0);
  private total = 0;
  private spentMs = 0;
  private readonly delay = monitorEventLoopDelay({ resolution: 10 });

  constructor() {
    this.delay.enable();
  }

  add(path: string, status: number, tookMs: number): void {
    const key = `path="${path}",status="${status}"`;
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
    this.total += 1;
    this.spentMs += tookMs;
    for (const [index, end] of BUCKETS.entries()) if (tookMs <= end) this.within[index] = (this.within[index] ?? 0) + 1;
  }

  /** The text format of Prometheus, 0.0.4. */
  text(session: DeskSession | null): string {
    return [...this.ownLines(), ...(session ? deskLines(session) : []), ''].join('\n');
  }

  private ownLines(): string[] {
    const { rss, heapUsed } = process.memoryUsage();
    return [
      ...metric('kitedesk_memory_bytes', 'gauge', 'Memory of the process', [
        ['kind="resident"', rss],
        ['kind="heap"', heapUsed],
      ]),
      ...metric('kitedesk_event_loop_delay_seconds', 'gauge', 'How late the event loop was', [
        ['quantile="0.5"', this.delay.percentile(50) / 1e9],
        ['quantile="0.99"', this.delay.percentile(99) / 1e9],
      ]),
      ...metric('kitedesk_http_requests_total', 'counter', 'Requests answered', [...this.answers]),
      '# HELP kitedesk_http_request_seconds Time from request to answer',
      '# TYPE kitedesk_http_request_seconds histogram',
      ...BUCKETS.map((end, index) => `kitedesk_http_request_seconds_bucket{le="${end / 1_000}"} ${this.within[index]}`),
      `kitedesk_http_request_seconds_bucket{le="+Inf"} ${this.total}`,
      `kitedesk_http_request_seconds_sum ${this.spentMs / 1_000}`,
      `kitedesk_http_request_seconds_count ${this.total}`,
    ];
  }
}

function deskLines(session: DeskSession): string[] {
  const view = session.snapshot().tables.desk.desk;
  const { desk } = session;
  const trades = [...desk.trades.values()];
  const running = [...desk.instances.values()].filter(({ status }) => status === 'running');
  return [
    ...metric('kitedesk_armed', 'gauge', '1 while entries are allowed', [['', Number(view.isArmed)]]),
    ...metric('kitedesk_feed_connected', 'gauge', '1 while prices come in', [
      ['', Number(view.feed.state === 'connected')],
    ]),
    ...metric('kitedesk_ticks_per_second', 'gauge', 'Changed instruments in the last second', [
      ['', view.ticksPerSecond],
    ]),
    ...metric('kitedesk_pnl_rupees', 'gauge', "The day's result", [
      ['kind="realised"', view.pnl.realised / 100],
      ['kind="mtm"', view.pnl.mtm / 100],
      ['kind="charges"', view.pnl.charges / 100],
      ['kind="net"', view.pnl.net / 100],
    ]),
    ...metric('kitedesk_trades_open', 'gauge', 'Trades that are open', [['', trades.filter(isLive).length]]),
    ...metric('kitedesk_orders_total', 'counter', 'Orders of the day', [['', desk.orders.size]]),
    ...metric('kitedesk_fills_total', 'counter', 'Fills of the day', [['', desk.fills.size]]),
    ...metric('kitedesk_strategies_running', 'gauge', 'Strategies that run', [['', running.length]]),
  ];
}

function metric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  values: readonly (readonly [labels: string, value: number])[],
): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...values.map(
      ([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${Number.isFinite(value) ? value : 0}`,
    ),
  ];
}
