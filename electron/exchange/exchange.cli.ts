import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { messageOf } from '#shared/domain/result';
import { startExchange } from './server';

const USAGE =
  'Usage: npm run exchange -- [--port N] [--state FILE] [--day yyyy-mm-dd] [--days FOLDER] [--speed 1..60] [--seed N]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      state: { type: 'string' },
      day: { type: 'string' },
      days: { type: 'string', default: 'resources/days' },
      speed: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
    },
  });
  const exchange = await startExchange({
    port: Number(values.port),
    statePath: values.state ?? null,
    dayId: values.day ?? null,
    daysDirectory: values.days,
    speed: Number(values.speed),
    seed: Number(values.seed),
  });
  const { url, tickerUrl, controlUrl, port } = exchange;
  // One JSON line, so that whoever started this process can read where it listens.
  process.stdout.write(`${JSON.stringify({ kind: 'started', url, tickerUrl, controlUrl, port })}\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await exchange.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n${USAGE}\n`);
  process.exitCode = 1;
});
