import type { Hono } from 'hono';
import { type FakeState, issueToken } from '../../state/fake-state.ts';
import { type Env, respond } from '../call.ts';
import { bareReply, errorReply } from '../reply.ts';

/** `POST /token` replies with a bare object (doc). */
export function tokenRoutes(app: Hono<Env>, state: FakeState): void {
  app.post('/token', (c) => {
    const { client_token, client_secret } = (c.get('body') ?? {}) as Record<string, unknown>;
    const valid = client_token === state.clientToken && client_secret === state.clientSecret;
    return respond(c, valid ? bareReply(issueToken(state)) : errorReply(401, 'Invalid client credentials'));
  });
}
