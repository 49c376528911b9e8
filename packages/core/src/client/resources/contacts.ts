import { done, opaque } from '../fields/common.ts';
import { text } from '../fields/id.ts';
import { phone } from '../fields/phone.ts';
import { requestBody } from '../fields/request-body.ts';
import { flat, positional } from '../route/build.ts';

/** The address book of an instance. What the list answers is not public: it comes as it is. */
export const contacts = {
  list: positional('GET /instances/:instanceId/contact/list', ['instanceId'], { gives: opaque, repeatable: true }),
  add: flat('POST /instances/:instanceId/contact/add', {
    takes: requestBody({ phone, firstName: text, fullName: text }),
    gives: done,
    repeatable: true,
  }),
};
