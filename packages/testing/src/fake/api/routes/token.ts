import type { Hono } from 'hono';
import { issueToken, type World } from '../../state/fake-state.ts';
import { answer, type Env } from '../call.ts';
import { bare, refuse } from '../reply.ts';

/** `POST /token` (doc): a bare object, at the top level. */
export function tokenRoutes(app: Hono<Env>, world: World): void {
  app.post('/token', (c) => {
    const { client_token, client_secret } = (c.get('body') ?? {}) as Record<string, unknown>;
    const right = client_token === world.clientToken && client_secret === world.clientSecret;
    return answer(c, right ? bare(issueToken(world)) : refuse(401, 'Invalid client credentials'));
  });
}
