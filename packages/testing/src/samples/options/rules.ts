import { customOption, type OptionRule } from '@vzaps/core/webhooks';

export const booleanOption = customOption('true or false', (value) => typeof value === 'boolean');
export const numberOption = customOption('a number', (value) => typeof value === 'number' && !Number.isNaN(value));
export const textOption = customOption('a string', (value) => typeof value === 'string');
export const objectOption = customOption('an object', (value) => typeof value === 'object' && value !== null);
export const listOption = customOption('a list', Array.isArray);
export const dateOption = customOption(
  'a valid Date',
  (value) => value instanceof Date && !Number.isNaN(value.getTime()),
);
export const jidOption = customOption(
  'a JID such as `5511900001234@s.whatsapp.net`',
  (value) => typeof value === 'string' && value.includes('@'),
);

export const oneOfOption = (...names: readonly string[]): OptionRule =>
  customOption(`one of: ${names.join(', ')}`, (value) => names.includes(value as string));
