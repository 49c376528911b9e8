import type { MiddlewareHandler } from 'hono';
import type { FakeState } from '../state/fake-state.ts';
import type { Env } from './call.ts';

const SECRET_HEADERS = new Set(['authorization', 'x-client-token', 'x-instance-token']);

/** Middleware that reads the body and records the request without credentials. */
export function recordRequest(state: FakeState): MiddlewareHandler<Env> {
  return async (c, next) => {
    const text = await c.req.text();
    const body = parse(text);
    c.set('body', body);
    const url = new URL(c.req.url);
    const headers = [...c.req.raw.headers].map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name) ? '[redacted]' : value,
    ]);
    state.requests.push({
      method: c.req.method,
      path: url.pathname + url.search,
      headers: Object.fromEntries(headers),
      body: url.pathname === '/token' ? redact(body) : body,
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

function redact(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return '[redacted]';
  return Object.fromEntries(Object.keys(body).map((name) => [name, '[redacted]']));
}
