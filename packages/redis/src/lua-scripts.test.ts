import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderLuaFiles } from '../scripts/render-lua.ts';

it.each(renderLuaFiles())(
  '%s holds the current text of the *.lua files (`pnpm --filter @vzaps/redis generate`)',
  (file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);
