import { describe, expect, it } from 'vitest';
import { parseEvent } from './index.ts';
import { fixtures } from './test/fixtures.ts';

// Fixtures with other rules: keys in Go's casing, and a message whose time is that of its envelope.
const OTHER_RULES = /go-casing|envelope-time/;

// The fields without which there is no event: its name, sender, chat and time, and the messages or people.
const NEEDED =
  /^(json_data|jsonData|data|(json_data\.|data\.)?(type|state|event|event\.(info|info\.(id|chat|sender|timestamp)|data|data\.\w+|(message_i_ds|messageIds)(\.0)?|chat|sender|from|state|jid|JID|group_jid|group_id|participants|join|Join|leave|users)))$/;

const typed = fixtures.filter(({ name }) => !name.startsWith('Unknown/') && !OTHER_RULES.test(name));

function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const at = [...path, key];
    return [at, ...pathsIn((value as Record<string, unknown>)[key], at)];
  });
}

function withAt(payload: unknown, path: string[], value: unknown): unknown {
  const copy = structuredClone(payload);
  const holder = path
    .slice(0, -1)
    .reduce((inner, key) => inner[key] as Record<string, unknown>, copy as Record<string, unknown>);
  holder[path.at(-1) ?? ''] = value;
  return copy;
}

describe('an optional field', () => {
  it.each(typed)('may be null, missing or of another type, anywhere in $name', ({ type, payload }) => {
    for (const path of pathsIn(payload)) {
      if (NEEDED.test(path.join('.'))) continue;
      for (const odd of [null, undefined, 5, 'x', {}, []]) {
        const event = parseEvent(withAt(payload, path, odd));
        expect(event.type, `${path.join('.')} = ${JSON.stringify(odd)}`).toBe(type);
      }
    }
  });
});
