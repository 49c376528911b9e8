import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ASSETS_FILE, renderAssets } from '../../scripts/render-assets.ts';
import { ASSETS, PAGE_HTML, SIGN_IN_HTML } from './assets.generated.ts';

const MAX_BYTES = 60_000;

it('the generated assets of the page are up to date', async () => {
  const rendered = await renderAssets();
  const isCurrent = readFileSync(ASSETS_FILE, 'utf8') === rendered;
  expect(isCurrent, 'run `npx -y pnpm@10.34.9 --filter @vzaps/inspector generate`').toBe(true);
});

it(`the page with its script and style has less than ${MAX_BYTES} bytes in gzip`, () => {
  const texts = [PAGE_HTML, SIGN_IN_HTML, ...Object.values(ASSETS).map(({ text }) => text)];
  const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
  expect(bytes).toBeLessThan(MAX_BYTES);
});

it('the script of the page parses no HTML and no code', () => {
  const { text } = ASSETS['app.js'];
  const ways = [
    'insertAdjacentHTML',
    'document.write',
    'new Function(',
    'eval(',
    'DOMParser',
    'createContextualFragment',
  ];
  expect(ways.filter((way) => text.includes(way))).toEqual([]);
});
