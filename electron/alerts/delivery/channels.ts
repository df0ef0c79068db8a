import { z } from 'zod';
import { messageOf } from '#shared/domain/result';
import { istClock, istDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { ForbiddenAddress } from './address';
import { postJson, type PostTerms, type Reply } from './post';

export interface Message {
  readonly alert: string;
  readonly text: string;
  readonly mode: string;
  readonly at: EpochMs;
}

/** `retry`: it may arrive later, after this many milliseconds where the other side says so. `refused`: it never will. */
export type Attempt =
  | { readonly kind: 'sent'; readonly detail: string }
  | { readonly kind: 'retry'; readonly detail: string; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly detail: string };

/** Makes one attempt to tell a message. Never rejects. */
export type Send = (message: Message, terms: PostTerms) => Promise<Attempt>;

export interface TelegramTerms {
  /** 'https://api.telegram.org'. */
  readonly root: string;
  readonly token: () => string | null;
  readonly chat: () => string;
}

// https://core.telegram.org/bots/api#making-requests
const telegramReply = z.object({
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

export function telegram({ root, token, chat }: TelegramTerms): Send {
  return async ({ alert, text, mode }, terms) => {
    const key = token();
    if (key === null) return refused('There is no bot token; set it under Delivery');
    if (chat() === '') return refused('There is no chat to send to; set its id under Delivery');
    const body = { chat_id: chat(), text: `${alert}\n${text}\nKiteDesk, ${mode}` };
    return attempt(async () => {
      const reply = await postJson(`${root}/bot${key}/sendMessage`, body, terms);
      const said = telegramReply.safeParse(jsonOf(reply.text)).data;
      const retryAfter = said?.parameters?.retry_after ?? reply.retryAfter;
      const words = said?.description ?? '';
      if (reply.status === 401 || reply.status === 404) return refused('Telegram does not know this bot token');
      return judged({ ...reply, retryAfter }, 'Telegram', words);
    });
  };
}

export function outgoingWebhook(address: () => string | null): Send {
  return async ({ alert, text, mode, at }, terms) => {
    const to = address();
    if (to === null) return refused('There is no address to send to; set it under Delivery');
    const body = { source: 'kitedesk', alert, message: text, mode, at: `${istDate(at)}T${istClock(at)}+05:30` };
    return attempt(async () => judged(await postJson(to, body, terms), new URL(to).host, ''));
  };
}

async function attempt(work: () => Promise<Attempt>): Promise<Attempt> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ForbiddenAddress) return refused(error.message);
    return { kind: 'retry', detail: messageOf(error), afterMs: null };
  }
}

function judged({ status, retryAfter }: Reply, who: string, words: string): Attempt {
  const said = `${who} answered ${status}${words === '' ? '' : `: ${words}`}`;
  if (status >= 200 && status < 300) return { kind: 'sent', detail: said };
  const afterMs = retryAfter === null ? null : retryAfter * 1_000;
  if (status === 408 || status === 429 || status >= 500) return { kind: 'retry', detail: said, afterMs };
  if (status >= 300 && status < 400) return refused(`${said}, a redirect, which is not followed`);
  return refused(said);
}

function refused(detail: string): Attempt {
  return { kind: 'refused', detail };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, say: the status tells enough.
    return null;
  }
}
