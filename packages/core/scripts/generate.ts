// Writes the files that follow from the definitions of the events: schemas/*.json, docs/events.md and the
// texts of the fields. Run it with tsx.
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.ts';

for (const [file, text] of generatedFiles()) {
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}
