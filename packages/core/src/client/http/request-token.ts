import * as z from 'zod';
import type { Settings } from '../resolve-options.ts';
import { count } from '../schema/common.ts';
import { token } from '../schema/id.ts';
import { answer } from '../schema/response-object.ts';
import { perform } from './send-request.ts';
import type { IssuedToken } from './token-source.ts';

// `z.number()` takes finite ones alone: another lifetime would mean an exchange for every call.
const issued = answer({ accessToken: token, expiresIn: z.union([z.number().min(0), count]).optional() });

/** Exchanges the client's token and secret for an owner's token. Shared by many callers, so no one's options apply. */
export async function exchange(settings: Settings): Promise<IssuedToken> {
  const { clientToken, clientSecret } = settings;
  const { data } = await perform(
    {
      method: 'POST',
      route: '/token',
      path: '/token',
      query: undefined,
      body: JSON.stringify({ client_token: clientToken, client_secret: clientSecret }),
      auth: 'none',
      instanceToken: undefined,
      repeatable: true,
      gives: issued,
      options: {},
    },
    undefined,
    settings,
  );
  const { accessToken, expiresIn } = data as z.output<typeof issued>;
  return { value: accessToken, expiresIn };
}
