import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DeskSession } from '#electron/runner/desk-session';
import type { Surroundings } from '#electron/wiring/surroundings';
import { messageOf } from '#shared/domain/result';
import type { Handlers } from '#shared/ipc/contract';
import type { Delta } from '#shared/ipc/delta';
import type { ApiSecretName, ApiView } from '#shared/ipc/api-settings';
import type { WebhookView } from '#shared/ipc/webhooks';
import type { Account, ApiDesk } from './api-desk';
import { startApi, type RunningApi } from './server';
import { WebhookMemory } from './webhooks/memory';
import { WebhookDesk } from './webhooks/webhook-desk';

export interface ApiKeeperParts {
  readonly around: Surroundings;
  readonly version: string;
  readonly handlers: () => Handlers;
  readonly session: () => DeskSession | null;
  readonly onDelta: (listener: (delta: Delta) => void) => () => void;
  readonly account: Account;
  /** What the command line says instead of the settings: where to listen, and that it was asked for. */
  readonly fixed?: { readonly host: string; readonly port: number };
}

/** Room for a token nobody guesses: 192 bits. */
const TOKEN_BYTES = 24;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

interface Running {
  readonly of: string;
  readonly api: RunningApi | null;
  readonly memory: WebhookMemory;
  readonly webhooks: WebhookDesk;
}

/** Keeps the local API as the settings want it in the mode of the moment. */
export class ApiKeeper {
  private readonly parts: ApiKeeperParts;
  private running: Running | null = null;
  private problem: string | null = null;
  /** Starts and stops follow each other. Never rejects. */
  private turn: Promise<void> = Promise.resolve();

  constructor(parts: ApiKeeperParts) {
    this.parts = parts;
  }

  /** Brings what listens in line with the settings; a problem is in the view. */
  refresh(): Promise<void> {
    this.turn = this.turn.then(() => this.follow()).catch((error: unknown) => this.fail(messageOf(error)));
    return this.turn;
  }

  view(): ApiView {
    const { settings } = this.parts.around;
    const { api } = settings.get();
    const url = this.running?.api?.url ?? null;
    const isWanted = this.isWanted();
    return {
      ...api,
      state: url !== null ? 'on' : isWanted && this.problem !== null ? 'failed' : 'off',
      url,
      problem: this.problem ?? (isWanted && !LOOPBACK.has(api.host) ? exposed(api.host) : null),
      token: partly(this.secret('token')),
      webhookSecret: partly(this.secret('webhookSecret')),
    };
  }

  webhooks(): readonly WebhookView[] {
    return this.running?.webhooks.log() ?? [];
  }

  /** The whole secret: for a clipboard or a file of its owner, never for a window. */
  secret(which: ApiSecretName): string {
    return this.parts.around.secrets.get(`api.${which}`) ?? '';
  }

  /** A new one; whoever has the old one is shut out at once. */
  async renew(which: ApiSecretName): Promise<void> {
    await this.parts.around.secrets.set(`api.${which}`, randomBytes(TOKEN_BYTES).toString('base64url'));
  }

  close(): Promise<void> {
    this.turn = this.turn.then(() => this.end());
    return this.turn;
  }

  private isWanted(): boolean {
    const { mode, api } = this.parts.around.settings.get();
    return this.parts.fixed !== undefined || (mode === 'live' ? api.isEnabledInLive : api.isEnabled);
  }

  private async follow(): Promise<void> {
    const { mode, api } = this.parts.around.settings.get();
    const wanted = JSON.stringify([mode, api, this.isWanted()]);
    if (this.running?.of === wanted) return;
    await this.end();
    this.problem = null;
    if (!this.isWanted()) return;
    for (const which of ['token', 'webhookSecret'] as const) if (this.secret(which) === '') await this.renew(which);
    await this.begin(wanted);
  }

  private async begin(wanted: string): Promise<void> {
    const { around, handlers, session, onDelta, account, version, fixed } = this.parts;
    const { settings, log } = around;
    const { mode, api } = settings.get();
    const onFault = (message: string): void => log.error(message);
    const memory = await WebhookMemory.open({ directory: join(around.folder.root, mode), now: around.now, onFault });
    const asksToken = mode !== 'demo' || api.asksTokenInDemo;
    const webhooks = new WebhookDesk({
      memory,
      settings: () => settings.get().api.webhook,
      secret: () => this.secret('webhookSecret'),
      asksSecret: () => asksToken,
      mode: () => mode,
      session,
      now: around.now,
    });
    const desk: ApiDesk = { handlers: handlers(), webhooks, version, mode: () => mode, session, onDelta, account };
    const started = await startApi(desk, {
      host: fixed?.host ?? api.host,
      port: fixed?.port ?? api.port,
      requestsPerSecond: api.requestsPerSecond,
      webhooksPerMinute: api.webhook.perMinute,
      token: () => this.secret('token'),
      asksSeedsToken: () => asksToken,
      webhookHosts: () => new Set(settings.get().api.webhook.hosts),
      log,
    });
    this.running = { of: wanted, api: started.ok ? started.value : null, memory, webhooks };
    if (!started.ok) this.fail(started.error);
  }

  private async end(): Promise<void> {
    const { running } = this;
    this.running = null;
    await running?.api?.close();
    await running?.memory.flush();
  }

  private fail(problem: string): void {
    this.problem = problem;
    this.parts.around.log.warn(problem);
  }
}

function partly(secret: string): string {
  return secret === '' ? '' : `…${secret.slice(-4)}`;
}

function exposed(host: string): string {
  return `The API listens on ${host}: everybody in that network can try it. 127.0.0.1 is this computer alone.`;
}
