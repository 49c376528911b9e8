import * as z from 'zod';
import { MESSAGE_ABOUT, messageFields } from './content/message-shape.ts';
import { type EventType, registry } from './registry.ts';
import { createConverter, type ZodObjectOf } from './schema/to-zod.ts';
import type { EventDefinition } from './types/define-event.ts';

// Only this module and `schema/` import zod. The parser does not reach them.

type FieldsOf<T extends EventType> =
  Extract<(typeof registry)[number], { type: T }> extends EventDefinition<infer _Event, infer Shape> ? Shape : never;

const { toZod, toZodObject } = createConverter(() => messageSchema);

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
