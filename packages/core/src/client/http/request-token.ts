import * as z from 'zod';
import type { ClientSettings } from '../resolve-options.ts';
import { count } from '../schema/common.ts';
import { token } from '../schema/id.ts';
import { responseObject } from '../schema/response-object.ts';
import { sendRequest } from './send-request.ts';
import type { IssuedToken } from './token-source.ts';

// `z.number()` accepts finite numbers only. Any other lifetime counts as absent.
const tokenResponse = responseObject({
  accessToken: token,
  expiresIn: z.union([z.number().min(0), count]).optional(),
});

/** Exchanges the client's token and secret for an access token. Many calls share it, so no call's options apply. */
export async function requestToken(settings: ClientSettings): Promise<IssuedToken> {
  const { clientToken, clientSecret } = settings;
  const { data } = await sendRequest(
    {
      method: 'POST',
      route: '/token',
      path: '/token',
      query: undefined,
      body: JSON.stringify({ client_token: clientToken, client_secret: clientSecret }),
      auth: 'none',
      instanceToken: undefined,
      repeatable: true,
      responseSchema: tokenResponse,
      options: {},
    },
    undefined,
    settings,
  );
  const { accessToken, expiresIn } = data as z.output<typeof tokenResponse>;
  return { value: accessToken, expiresIn };
}
