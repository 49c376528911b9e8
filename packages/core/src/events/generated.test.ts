import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generatedFiles } from '../../scripts/generated-files.ts';

const HOW = 'run `npx tsx packages/core/scripts/generate.ts`';

it.each(generatedFiles().map(([file, text]) => ({ name: file.pathname.split('/').slice(-2).join('/'), file, text })))(
  'the generated file $name is up to date',
  ({ file, text }) => {
    expect(existsSync(file), HOW).toBe(true);
    expect(readFileSync(file, 'utf8'), HOW).toBe(text);
  },
);
