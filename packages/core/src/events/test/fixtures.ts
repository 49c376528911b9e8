import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../../fixtures/', import.meta.url);

/** A payload and its event. A fixture exists because it shows something that no other fixture shows. */
export interface Fixture {
  /** The path without its ending, for example `Message/text`. */
  name: string;
  type: string;
  /** What the fixture shows. For a content kind: what a person sees. */
  shows: string;
  payload: unknown;
  /** The event as JSON, without `raw`. */
  event: Record<string, unknown>;
}

export const fixtures: Fixture[] = readdirSync(ROOT).flatMap((type) =>
  readdirSync(new URL(`${type}/`, ROOT)).map((file) => ({
    name: `${type}/${file.replace(/\.json$/, '')}`,
    type,
    ...(JSON.parse(readFileSync(new URL(`${type}/${file}`, ROOT), 'utf8')) as Pick<
      Fixture,
      'shows' | 'payload' | 'event'
    >),
  })),
);

/** The payload of a fixture. */
export function payloadOf(name: string): unknown {
  const fixture = fixtures.find((each) => each.name === name);
  if (fixture === undefined) throw new Error(`There is no fixture '${name}'.`);
  return fixture.payload;
}
