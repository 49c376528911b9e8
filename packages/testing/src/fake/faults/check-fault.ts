import { checkOptions, customOption, integerOption, invalidOption, type OptionRules } from '@vzaps/core/webhooks';
import type { Fault, Misbehaviour } from './fault-types.ts';

const MISBEHAVIOURS: Record<Misbehaviour, true> = {
  silence: true,
  'stalled-body': true,
  'slow-drip': true,
  reset: true,
  'reset-in-body': true,
  html: true,
  'no-content': true,
  unsuccessful: true,
  'truncated-json': true,
};
const NAMES = Object.keys(MISBEHAVIOURS);

const RULES: OptionRules = {
  route: customOption(
    'a route such as `POST /instances/:id/webhook`, or a pattern',
    (value) => (typeof value === 'string' && /^[A-Z]+ \//.test(value)) || value instanceof RegExp,
  ),
  times: integerOption(1, 'requests'),
  taken: customOption('true or false', (value) => typeof value === 'boolean'),
  status: customOption(
    'a status from 200 to 599',
    (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
  ),
  headers: customOption('an object', (value) => typeof value === 'object' && value !== null),
  body: customOption('a value', () => true),
  does: customOption(`one of: ${NAMES.join(', ')}`, (value) => NAMES.includes(value as string)),
};

/** @throws VZapsError `INVALID_OPTION` */
export function checkFault(fault: Fault): void {
  checkOptions('fake.fault', fault, RULES);
  if (fault.status === undefined && fault.does === undefined) {
    throw invalidOption('fake.fault', 'status', undefined, 'a status from 200 to 599', 'Or set `does` instead.');
  }
}
