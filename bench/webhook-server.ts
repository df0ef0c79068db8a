import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi } from '../electron/api/server';
import { WebhookMemory } from '../electron/api/webhooks/memory';
import { WebhookDesk } from '../electron/api/webhooks/webhook-desk';
import { settingsSchema } from '../electron/storage/settings-schema';
import { err } from '../shared/domain/result';
import type { Handlers } from '../shared/ipc/contract';

/** The local API in this very thread, as the desk has it, taking prices from webhooks. */
export async function serveWebhooks() {
  const directory = mkdtempSync(join(tmpdir(), 'kitedesk-bench-'));
  const settings = settingsSchema.parse({ api: { webhook: { perMinute: 120_000 } } }).api.webhook;
  const now = () => Date.now();
  const onFault = (message: string): never => {
    throw new Error(message);
  };
  const memory = await WebhookMemory.open({ directory, now, onFault });
  const mode = () => 'demo' as const;
  const session = () => null;
  const none = () => '';
  const nobody = () => err({ message: 'Nobody logs in here' });
  const webhooks = new WebhookDesk({
    memory,
    settings: () => settings,
    secret: none,
    asksSecret: () => false,
    mode,
    session,
    now,
  });
  const started = await startApi(
    {
      // Nothing but webhooks is sent here.
      handlers: {} as Handlers,
      webhooks,
      version: '0',
      mode,
      session,
      onDelta: () => () => undefined,
      account: { loginUrl: nobody, login: () => Promise.resolve(nobody()) },
    },
    {
      host: '127.0.0.1',
      port: 0,
      requestsPerSecond: 2_000,
      webhooksPerMinute: settings.perMinute,
      token: none,
      asksSeedsToken: () => false,
      webhookHosts: () => new Set(),
      log: { warn: onFault, error: onFault },
    },
  );
  if (!started.ok) throw new Error(started.error);
  return {
    url: started.value.url,
    async close() {
      await started.value.close();
      await memory.flush();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
