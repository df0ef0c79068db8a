import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { KiteConnect } from 'kiteconnect';
import { loadInstruments } from '../electron/adapters/kite/instruments';
import { systemTimers } from '../electron/adapters/kite/timers';
import { istAt } from '../shared/domain/time';
import { dumpOfInstruments } from './instrument-dump';
import { median, type Benchmark } from './benchmark';

/**
 * A dump of 100,000 rows from a server on loopback: ours downloads it, parses it in small steps, keeps it on disk and indexes it;
 * the official client downloads and parses it in one go.
 */
export const benchmark: Benchmark = {
  id: 'instruments-load',
  unit: 'ms',
  better: 'lower',
  peer: 'getInstruments of kiteconnect 5.3.0, which neither indexes nor keeps',
  aim: { text: '≥ 5 × faster', isMet: ({ ratio }) => ratio !== null && ratio >= 5 },
  async run({ quick }) {
    const server = await startServer(gzipSync(dumpOfInstruments(100_000)));
    const folder = await mkdtemp(join(tmpdir(), 'kitedesk-dump-'));
    const [ours, theirs]: [number[], number[]] = [[], []];
    try {
      // The first round warms both up and does not count.
      for (let round = 0; round <= (quick ? 3 : 9); round += 1) {
        const [own, peer] = [
          await timed(() => loadAndIndex(server.root, join(folder, String(round)))),
          await timed(() => official(server.root)),
        ];
        if (round === 0) continue;
        ours.push(own);
        theirs.push(peer);
      }
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
    return { value: median(ours), peerValue: median(theirs) };
  },
};

async function timed(run: () => Promise<void>): Promise<number> {
  // Each pays for its own garbage: the other's hundred thousand objects would be swept up in the time of this one.
  globalThis.gc?.();
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

async function loadAndIndex(root: string, directory: string): Promise<void> {
  const account = { root, apiKey: 'key', accessToken: 'token', timers: systemTimers, random: Math.random };
  await loadInstruments({ ...account, directory, now: istAt('2026-08-18', '09:00') });
}

async function official(root: string): Promise<void> {
  const client = new KiteConnect({ api_key: 'key', access_token: 'token', root });
  await client.getInstruments();
}

async function startServer(body: Uint8Array): Promise<{ readonly root: string; readonly close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/csv', 'content-encoding': 'gzip' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
