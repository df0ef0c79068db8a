import type { ControlCommand } from '#electron/exchange/control/protocol';

const orders = { scope: 'orders', count: 1 } as const;
/** What may go wrong in a minute of the long day. */
export const FAULTS: readonly [ControlCommand, ...ControlCommand[]] = [
  { kind: 'drop-sockets' },
  { kind: 'fault', name: 'silence' },
  { kind: 'fault', name: 'short-frame', count: 3 },
  { kind: 'fault', name: 'frozen-prices' },
  { kind: 'fault', name: 'repeated-frames' },
  { kind: 'fault', name: 'unknown-packets' },
  { kind: 'fault', name: 'bad-prices' },
  { kind: 'fault', name: 'old-stamps' },
  { kind: 'fault', name: 'rate-limit-json', count: 2 },
  { kind: 'fault', name: 'gateway-html', count: 2 },
  { kind: 'fault', name: 'server-error', ...orders },
  { kind: 'fault', name: 'empty-body', ...orders },
  { kind: 'fault', name: 'drop-request', ...orders },
  { kind: 'fault', name: 'drop-reply', ...orders },
  { kind: 'fault', name: 'delay', milliseconds: 300, count: 5 },
  { kind: 'fault', name: 'duplicate-updates', count: 3 },
  { kind: 'fault', name: 'reorder-updates', count: 3 },
  { kind: 'fault', name: 'no-updates', count: 3 },
  { kind: 'fault', name: 'partial-fills' },
  { kind: 'fault', name: 'reject-order', ...orders },
  { kind: 'fault', name: 'refuse-change', ...orders },
];
