import { flat, positional } from '../routes/define-route.ts';
import { done, opaque } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { phone } from '../schema/phone.ts';
import { requestObject } from '../schema/request-object.ts';

/** The address book of an instance. */
export const contacts = {
  /** Lists the contacts. The response is not public, so it passes through unchanged. */
  list: positional('GET /instances/:instanceId/contact/list', ['instanceId'], {
    responseSchema: opaque,
    repeatable: true,
  }),
  /** Adds a contact. */
  add: flat('POST /instances/:instanceId/contact/add', {
    requestSchema: requestObject({ phone, firstName: text, fullName: text }),
    responseSchema: done,
    repeatable: true,
  }),
};
