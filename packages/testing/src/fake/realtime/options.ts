import {
  checkOptions,
  customOption,
  integerOption,
  invalidOption,
  type OptionRules,
  stringOption,
} from '@vzaps/core/webhooks';
import type { DropOptions, EmitOptions, RealtimeFault } from './realtime-types.ts';

const NAMES = ['flap', 'silence', 'oversized-frame'];

const closeCode = customOption(
  'a WebSocket close code: 1000, 1001 to 1014 without 1004 to 1006, or 3000 to 4999',
  (value) => {
    const code = Number(value);
    return (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);
  },
);
const status = customOption(
  'a status from 400 to 599',
  (value) => Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599,
);
const text = customOption('a string', (value) => typeof value === 'string');

const FAULT_RULES: OptionRules = {
  instanceId: stringOption,
  times: integerOption(1, 'connections'),
  status,
  headers: customOption('an object', (value) => typeof value === 'object' && value !== null),
  does: customOption(`one of: ${NAMES.join(', ')}`, (value) => NAMES.includes(value as string)),
  code: closeCode,
  reason: text,
  bytes: integerOption(1, 'bytes'),
};
const EMIT_RULES: OptionRules = {
  id: stringOption,
  createdAt: customOption('a Date', (value) => value instanceof Date),
};
const DROP_RULES: OptionRules = { instanceId: stringOption, code: closeCode, reason: text };

/** @throws VZapsError `INVALID_OPTION` */
export function checkRealtimeFault(fault: RealtimeFault): void {
  checkOptions('fake.realtime.fault', fault, FAULT_RULES);
  if (fault.status !== undefined || fault.does !== undefined) return;
  throw invalidOption('fake.realtime.fault', 'status', undefined, 'a status from 400 to 599', 'Or set `does` instead.');
}

export const checkEmitOptions = (options: EmitOptions): void => checkOptions('fake.realtime.emit', options, EMIT_RULES);

export const checkDropOptions = (options: DropOptions): void => checkOptions('fake.realtime.drop', options, DROP_RULES);
