import type { MiddlewareHandler } from 'hono';
import type { Env } from '../api/call.ts';
import type { FakeState } from '../state/fake-state.ts';
import type { Fault } from './fault-types.ts';
import { misbehave } from './misbehave.ts';

/** Middleware that applies the next fault that matches the request. */
export function applyFaults(state: FakeState): MiddlewareHandler<Env> {
  return async (c, next) => {
    const line = `${c.req.method} ${c.req.path}`;
    const due = state.faults.find(({ fault, left }) => left > 0 && matches(fault, line));
    if (!due) return next();
    due.left -= 1;
    const { fault } = due;
    if (fault.taken) await next();
    const response = fault.does === undefined ? faultResponse(fault) : misbehave(fault.does, c);
    // Without this, Hono would merge the headers of the earlier response into this one.
    c.res = undefined;
    c.res = response;
    return undefined;
  };
}

function faultResponse({ status, headers, body }: Extract<Fault, { status: number }>): Response {
  const content = body ?? { code: status, success: false, message: `Fault ${status}` };
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return new Response(status === 204 || status === 304 ? null : text, {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function matches({ route }: Fault, line: string): boolean {
  if (route === undefined) return line !== 'POST /token';
  return typeof route === 'string' ? patternOf(route).test(line) : route.test(line);
}

function patternOf(route: string): RegExp {
  const escaped = route.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+')}$`);
}
