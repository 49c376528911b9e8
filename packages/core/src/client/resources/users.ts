import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { opaque, string } from '../schema/common.ts';
import { phone } from '../schema/phone.ts';
import { requestBody } from '../schema/request-object.ts';
import { answer, list } from '../schema/response-object.ts';

const user = answer(
  { phone: string, exists: z.boolean(), jid: string },
  { exists: ['is_in_whatsapp', 'IsInWhatsapp'], phone: ['query'] },
);
const oneOrMore = z.union([phone.transform((one) => [one]), z.array(phone).min(1)]);

/** People on WhatsApp. */
export const users = {
  /** What is known of a phone. Neither whether it takes several nor what it answers is public: both go as they are. */
  info: flat('POST /instances/:instanceId/user/info', {
    takes: requestBody({ phone: z.union([phone, z.array(phone).min(1)]) }),
    gives: opaque,
    repeatable: true,
  }),
  /** Which of the phones are on WhatsApp. */
  check: flat('POST /instances/:instanceId/user/check', {
    takes: requestBody({ phone: oneOrMore }),
    gives: answer({ users: list(user) }),
    repeatable: true,
  }),
  /** The picture as base64. `preview`: the small one. */
  avatar: flat('POST /instances/:instanceId/user/avatar', {
    takes: requestBody({ phone, preview: z.boolean().default(false) }),
    gives: answer({ base64: string, mimetype: string, url: string }),
    repeatable: true,
  }),
  contacts: positional('GET /instances/:instanceId/user/contacts', ['instanceId'], { gives: opaque, repeatable: true }),
};
