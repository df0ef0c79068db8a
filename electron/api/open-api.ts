import { z } from 'zod';
import { TOKEN_REQUIRED } from './problem';
import type { Access, Route } from './route';

const ERROR = {
  type: 'object',
  required: ['status', 'message'],
  properties: { status: { const: 'error' }, message: { type: 'string', description: 'A sentence for the person' } },
} as const;

const SECURITY: Readonly<Record<Access, readonly Readonly<Record<string, readonly string[]>>[]>> = {
  free: [],
  // An empty one says that a call without the token is served too: in Demo, or with a secret in the body.
  seed: [{ token: [] }, {}],
  body: [{ token: [] }, {}],
  token: [{ token: [] }],
};

/** The OpenAPI 3.1 document of the routes, drawn from the very schemas that parse and are tested. */
export function openApiDocument(routes: readonly Route[], version: string): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = templated(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'KiteDesk',
      version,
      description:
        'The local API of the desk. Prices and money in rupees, quantities in units, times on the Indian clock.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Settings → Local API → Copy token' } },
      schemas: { Error: ERROR },
    },
  };
}

/** '/strategy/:symbol' as OpenAPI writes it: '/strategy/{symbol}'. */
export function templated(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function operationOf({ method, path, access, summary, tag, body, reply }: Route): Readonly<Record<string, unknown>> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-z]+(\w?)/gi, (_, first: string) => first.toUpperCase())}`,
    summary,
    tags: [tag],
    security: SECURITY[access],
    ...(names.length > 0 && {
      parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } },
    }),
    responses: {
      200: {
        description: 'Done',
        content:
          reply === 'text'
            ? { 'text/plain': { schema: { type: 'string' } } }
            : { 'application/json': { schema: jsonSchema(reply, 'output') } },
      },
      400: problem('Not understood: the message says what was expected and what was found'),
      401: problem(TOKEN_REQUIRED),
      403: problem('Refused: a web page, or an address that may not'),
      409: problem('The desk refused; the message says why'),
      429: problem('Too many requests'),
      503: problem('There is no open desk'),
    },
  };
}

function problem(description: string): Readonly<Record<string, unknown>> {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
