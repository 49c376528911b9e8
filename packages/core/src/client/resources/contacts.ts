import { flat, positional } from '../routes/define-route.ts';
import { done, opaque } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { phone } from '../schema/phone.ts';
import { requestBody } from '../schema/request-object.ts';

/** The address book of an instance. What the list answers is not public: it comes as it is. */
export const contacts = {
  list: positional('GET /instances/:instanceId/contact/list', ['instanceId'], { gives: opaque, repeatable: true }),
  add: flat('POST /instances/:instanceId/contact/add', {
    takes: requestBody({ phone, firstName: text, fullName: text }),
    gives: done,
    repeatable: true,
  }),
};
