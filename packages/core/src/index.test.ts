import { describe, expect, it } from 'vitest';
import * as client from './client/index.ts';
import * as events from './events/index.ts';
import * as everything from './index.ts';
import * as realtime from './realtime/index.ts';
import * as webhooks from './webhooks/index.ts';

const namesOf = (entry: object): string[] => Object.keys(entry).sort();

// These names are a contract. Change the snapshot only in a commit whose message says so.
describe('the public names', () => {
  it('of @vzaps/core/events are those of the snapshot', () => expect(namesOf(events)).toMatchSnapshot());
  it('of @vzaps/core/webhooks are those of the snapshot', () => expect(namesOf(webhooks)).toMatchSnapshot());
  it('of @vzaps/core/client are those of the snapshot', () => expect(namesOf(client)).toMatchSnapshot());
  it('of @vzaps/core/realtime are those of the snapshot', () => expect(namesOf(realtime)).toMatchSnapshot());
  it('of @vzaps/core are those of its three entries', () => {
    expect(namesOf(everything)).toEqual([...new Set([client, events, webhooks].flatMap(namesOf))].sort());
  });
});
