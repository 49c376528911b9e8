import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const HERE = import.meta.dirname;
const sources = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.test(-d)?\.ts$|^test[\\/]/.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(HERE, path), 'utf8') }));

it('only the Node transport of the client imports undici and modules of Node', () => {
  const importing = sources.filter(({ text }) => /['"](node:|undici['"])/.test(text)).map(({ path }) => path);
  expect(importing.sort()).toEqual(['http/transport/undici.ts']);
});

it('no file of the client imports the webhook receiver', () => {
  expect(sources.filter(({ text }) => /from '[^']*\/webhooks\//.test(text))).toEqual([]);
});
