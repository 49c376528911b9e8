import { readdirSync, readFileSync } from 'node:fs';

const FIXTURES = new URL('../fixtures/', import.meta.url);

export interface Fixture {
  /** What the fixture shows. For a content kind: what a person sees. */
  shows: string;
  payload: Record<string, unknown>;
  event: Record<string, unknown>;
}

/** The first fixture of an event type. A message has the fixture `text`. */
export function exampleOf(type: string): Fixture {
  const [first = ''] = type === 'Message' ? ['text.json'] : readdirSync(new URL(`${type}/`, FIXTURES)).sort();
  return readFixture(`${type}/${first}`);
}

/** The fixture of a content kind. */
export function contentExampleOf(kind: string): Fixture {
  return readFixture(`Message/${kind}.json`);
}

function readFixture(path: string): Fixture {
  return JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8')) as Fixture;
}
