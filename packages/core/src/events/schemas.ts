import * as z from 'zod';
import { messageFields } from './content/message-shape.ts';
import { type EventType, registry } from './registry.ts';
import { listDescribedFields } from './schema/descriptions.ts';
import { DESCRIPTIONS } from './schema/generated/descriptions.ts';
import { createConverter, type ZodObjectOf } from './schema/to-zod.ts';
import type { EventDefinition } from './types/define-event.ts';

// Only this module and `schema/` import zod. The parser does not reach them.

// The build removes the texts of the fields from the parser, where they took 3 kB of 16 (gzip). This module puts them back.
// After the build, `about` of a field is '' or absent.
const described = listDescribedFields();
if (described.every(({ about }) => !about)) {
  described.forEach((field, index) => {
    field.about = DESCRIPTIONS[index] ?? '';
  });
}

type FieldsOf<T extends EventType> =
  Extract<(typeof registry)[number], { type: T }> extends EventDefinition<infer _Event, infer Shape> ? Shape : never;

const { toZod, toZodObject } = createConverter(() => messageSchema);

const MESSAGE_ABOUT = '[seen] What a message says: one node, named after its kind.';

const messageSchema: z.ZodType = z
  .looseObject(Object.fromEntries(Object.entries(messageFields).map(([name, field]) => [name, toZod(field)])))
  .meta({ id: 'VZapsMessageContent', description: MESSAGE_ABOUT });

/**
 * The zod schemas of the payloads by event type, in the form of envelope A with keys in snake_case. Unknown keys are allowed.
 * The description of each field begins with its certainty: `[doc]`, `[seen]`, `[lineage]` or `[unknown]`. The schemas are
 * for documentation and for other validators. `parseEvent` accepts more: every envelope, casing and malformed optional fields.
 *
 * @example
 * import { schemas } from '@vzaps/core/events';
 * import * as z from 'zod';
 *
 * const jsonSchema = z.toJSONSchema(schemas.Message);
 */
export const schemas = Object.fromEntries(registry.map(({ type, fields }) => [type, toZodObject({ fields })])) as {
  readonly [T in EventType]: ZodObjectOf<FieldsOf<T>>;
};
