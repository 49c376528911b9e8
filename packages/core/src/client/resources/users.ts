import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { opaque, string } from '../schema/common.ts';
import { phone } from '../schema/phone.ts';
import { requestObject } from '../schema/request-object.ts';
import { list, responseObject } from '../schema/response-object.ts';

const user = responseObject(
  { phone: string, exists: z.boolean(), jid: string },
  { exists: ['is_in_whatsapp', 'IsInWhatsapp'], phone: ['query'] },
);
const oneOrMorePhones = z.union([phone.transform((one) => [one]), z.array(phone).min(1)]);

/** People on WhatsApp. */
export const users = {
  /** Returns what WhatsApp knows about a phone. The response is not public, so it passes through unchanged. */
  info: flat('POST /instances/:instanceId/user/info', {
    requestSchema: requestObject({ phone: z.union([phone, z.array(phone).min(1)]) }),
    responseSchema: opaque,
    repeatable: true,
  }),
  /**
   * Returns which of the phones are on WhatsApp.
   *
   * @example
   * const { data } = await client.users.check({ instanceId: 'VZ1', phone: ['5511999999999'] });
   * const known = data.users.filter((user) => user.exists);
   */
  check: flat('POST /instances/:instanceId/user/check', {
    requestSchema: requestObject({ phone: oneOrMorePhones }),
    responseSchema: responseObject({ users: list(user) }),
    repeatable: true,
  }),
  /** Returns the profile picture as base64. `preview: true` returns the small one. Default: false. */
  avatar: flat('POST /instances/:instanceId/user/avatar', {
    requestSchema: requestObject({ phone, preview: z.boolean().default(false) }),
    responseSchema: responseObject({ base64: string, mimetype: string, url: string }),
    repeatable: true,
  }),
  /** Lists the contacts of the number. The response is not public, so it passes through unchanged. */
  contacts: positional('GET /instances/:instanceId/user/contacts', ['instanceId'], {
    responseSchema: opaque,
    repeatable: true,
  }),
};
