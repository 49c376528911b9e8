import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Env } from '../api/call.ts';
import type { Misbehaviour } from './fault-types.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const HALF = '{"code":200,"success":true,"data":{"message_id":"3EB0';

/** Responds badly. A response without end is cut off when the fake closes. */
export function misbehave(how: Misbehaviour, c: Context<Env>): Response {
  const { outgoing } = c.env;
  switch (how) {
    case 'html':
      return c.html('<!doctype html><title>Welcome</title>');
    case 'no-content':
      return c.body(null, 204);
    case 'unsuccessful':
      return c.json({ code: 500, success: false, error: 'The instance is not connected' });
    case 'truncated-json':
      return c.body(HALF, 200, JSON_TYPE);
    case 'silence':
      break;
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      break;
    case 'stalled-body':
    case 'slow-drip':
    case 'reset-in-body':
      sendBadBody(how, outgoing as ServerResponse);
  }
  return RESPONSE_ALREADY_SENT;
}

function sendBadBody(how: 'stalled-body' | 'slow-drip' | 'reset-in-body', outgoing: ServerResponse): void {
  outgoing.writeHead(200, JSON_TYPE);
  outgoing.write(HALF);
  if (how === 'reset-in-body') {
    // This is long enough for the first half to leave.
    setTimeout(() => outgoing.socket?.resetAndDestroy(), 20);
  } else if (how === 'slow-drip') {
    const drip = setInterval(() => outgoing.write('0'), 20).unref();
    outgoing.once('close', () => clearInterval(drip));
  }
}
