// Writes the files that follow from the definitions of the events: schemas/*.json and docs/events.md. Run it with tsx.
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.ts';

for (const [file, text] of generatedFiles()) {
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}
