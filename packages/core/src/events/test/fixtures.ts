import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../../fixtures/', import.meta.url);

export interface Fixture {
  /** As in `Message/text.go`. */
  name: string;
  type: string;
  payload: unknown;
  /** The event, as JSON, without `raw`. One file serves all spellings of a payload (`text.json`, `text.go.json`). */
  expected: unknown;
}

export const fixtures: Fixture[] = readdirSync(ROOT).flatMap((type) =>
  readdirSync(new URL(`${type}/`, ROOT))
    .filter((file) => !file.endsWith('.event.json'))
    .map((file) => ({
      name: `${type}/${file.replace(/\.json$/, '')}`,
      type,
      payload: read(`${type}/${file}`),
      expected: read(`${type}/${file.slice(0, file.indexOf('.'))}.event.json`),
    })),
);

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
}
