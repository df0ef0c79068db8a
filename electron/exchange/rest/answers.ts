import type { FastifyReply } from 'fastify';
import type { Result } from '#shared/domain/result';
import type { Refusal } from '../protocol/refusal';

/** Kite's envelope around every JSON answer. */
export function success(data: unknown) {
  return { status: 'success', data };
}

function failure(refusal: Refusal) {
  return { status: 'error', message: refusal.message, data: null, error_type: refusal.errorType };
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(refusal.code).send(failure(refusal));
}

export function answer(reply: FastifyReply, result: Result<unknown, Refusal>): FastifyReply {
  return result.ok ? reply.send(success(result.value)) : refuse(reply, result.error);
}

/** Query and form fields as text; a repeated one keeps its last value. */
export function fields(source: unknown): Record<string, string | undefined> {
  const out: Record<string, string | undefined> = {};
  if (typeof source !== 'object' || source === null) return out;
  for (const [name, value] of Object.entries(source)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') out[name] = last;
  }
  return out;
}

/** All values of a field that may be repeated: `i=A&i=B`. */
export function list(source: unknown, name: string): string[] {
  if (typeof source !== 'object' || source === null) return [];
  const value: unknown = Object.entries(source).find(([key]) => key === name)?.[1];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}
