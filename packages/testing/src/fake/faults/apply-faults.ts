import type { MiddlewareHandler } from 'hono';
import type { Env } from '../api/call.ts';
import type { World } from '../state/fake-state.ts';
import type { Fault } from './fault-types.ts';
import { misbehave } from './misbehave.ts';

/** Lets the next fault that fits the request happen. */
export function faults(world: World): MiddlewareHandler<Env> {
  return async (c, next) => {
    const line = `${c.req.method} ${c.req.path}`;
    const due = world.faults.find(({ fault, left }) => left > 0 && fits(fault, line));
    if (!due) return next();
    due.left -= 1;
    const { fault } = due;
    if (fault.taken) await next();
    const response = fault.does === undefined ? responseOf(fault) : misbehave(fault.does, c);
    // Without this Hono would merge the headers of what was answered before.
    c.res = undefined;
    c.res = response;
    return undefined;
  };
}

function responseOf({ status, headers, body }: Extract<Fault, { status: number }>): Response {
  const told = body ?? { code: status, success: false, message: `Fault ${status}` };
  const text = typeof told === 'string' ? told : JSON.stringify(told);
  return new Response(status === 204 || status === 304 ? null : text, {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function fits({ route }: Fault, line: string): boolean {
  if (route === undefined) return line !== 'POST /token';
  return typeof route === 'string' ? pattern(route).test(line) : route.test(line);
}

function pattern(route: string): RegExp {
  const escaped = route.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+')}$`);
}
