import type { MiddlewareHandler } from 'hono';
import type { World } from '../state/fake-state.ts';
import type { Env } from './call.ts';

const SECRET_HEADERS = new Set(['authorization', 'x-client-token', 'x-instance-token']);

/** Reads the body, and writes down what came, less credentials. */
export function record(world: World): MiddlewareHandler<Env> {
  return async (c, next) => {
    const text = await c.req.text();
    const body = parse(text);
    c.set('body', body);
    const url = new URL(c.req.url);
    const headers = [...c.req.raw.headers].map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name) ? '[redacted]' : value,
    ]);
    world.requests.push({
      method: c.req.method,
      path: url.pathname + url.search,
      headers: Object.fromEntries(headers),
      body: url.pathname === '/token' ? withoutSecrets(body) : body,
      at: new Date(),
    });
    await next();
  };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return '[redacted]';
  return Object.fromEntries(Object.keys(body).map((name) => [name, '[redacted]']));
}
