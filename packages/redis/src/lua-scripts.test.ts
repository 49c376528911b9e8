import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderLuaFiles } from '../scripts/render-lua.ts';

it.each(renderLuaFiles().map(([file, text]) => [file.pathname.split('/src/')[1], file, text] as const))(
  'the generated file %s holds the current text of the *.lua files (`pnpm --filter @vzaps/redis generate`)',
  (_name, file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);
