import * as z from 'zod';
import { EVENT_TYPES, schemas } from '../src/events/index.ts';
import { eventsPage } from './events-page.ts';

const PACKAGE = new URL('../', import.meta.url);

/** Every generated file with its text. `generate.ts` writes the files, and a test compares them. */
export function generatedFiles(): [file: URL, text: string][] {
  return [
    ...EVENT_TYPES.map((type): [URL, string] => [new URL(`schemas/${type}.json`, PACKAGE), jsonSchemaOf(type)]),
    [new URL('../../docs/events.md', PACKAGE), eventsPage()],
  ];
}

function jsonSchemaOf(type: (typeof EVENT_TYPES)[number]): string {
  const json = JSON.stringify(z.toJSONSchema(schemas[type]), null, 2);
  // Biome's format: a list of words on one line.
  return `${json.replace(/\[\n\s+([^[\]{}]+?)\n\s+\]/g, (_, words) => `[${words.replace(/\n\s+/g, ' ')}]`)}\n`;
}
