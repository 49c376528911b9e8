// Generates files from the definitions of the events: schemas/*.json, docs/events.md, the descriptions of the fields and
// the checks of the most frequent shapes. Run it with tsx.
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.ts';

for (const [file, text] of generatedFiles()) {
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}
