import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EVENT_TYPES, schemas } from './index.ts';
import { fixtures } from './test/fixtures.ts';

/** Every field of a schema at every level, with its description. */
function fieldsOf(
  schema: unknown,
  path: string,
  seen = new Set<unknown>(),
): { path: string; about: string | undefined }[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodLazy) {
    return fieldsOf(schema.unwrap(), path, seen);
  }
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, `${path}[]`, seen);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option, path, seen));
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, field]) => [
    { path: `${path}.${key}`, about: aboutOf(field) },
    ...fieldsOf(field, `${path}.${key}`, seen),
  ]);
}

function aboutOf(schema: unknown): string | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  if (schema.description !== undefined) return schema.description;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? aboutOf(schema.unwrap()) : undefined;
}

describe.each(EVENT_TYPES)('the schema of %s', (type) => {
  it('names the certainty of every field', () => {
    const fields = fieldsOf(schemas[type], type);
    expect(fields.length).toBeGreaterThan(1);
    expect(fields.filter(({ about }) => !/^\[(doc|seen|lineage|unknown)\] \S/.test(about ?? ''))).toEqual([]);
  });

  it('converts to JSON Schema and allows unknown keys', () => {
    const json = JSON.stringify(z.toJSONSchema(schemas[type]));
    expect(json).toContain('draft/2020-12');
    expect(json).not.toContain('"additionalProperties":false');
    expect(JSON.stringify(z.toJSONSchema(schemas[type], { io: 'input' }))).not.toContain(
      '"additionalProperties":false',
    );
  });

  it('accepts the fixtures of its envelope and keeps unknown fields', () => {
    const inEnvelopeA = fixtures.filter(({ name, payload }) => {
      const event = (payload as { event?: unknown } | null)?.event;
      const odd = /odd-|in-go-casing/.test(name);
      return name.startsWith(`${type}/`) && !odd && typeof event === 'object';
    });
    expect(inEnvelopeA.length).toBeGreaterThan(0);
    for (const { name, payload } of inEnvelopeA) {
      const result = schemas[type].safeParse(payload);
      expect(result.error?.issues ?? [], name).toEqual([]);
      expect(result.data, name).toEqual(payload);
    }
  });

  it('refuses another event type', () => {
    expect(schemas[type].safeParse({ type: 'Other', event: {} }).success).toBe(false);
  });
});
