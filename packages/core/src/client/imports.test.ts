import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const HERE = import.meta.dirname;
const sources = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.test(-d)?\.ts$|^test[\\/]/.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(HERE, path), 'utf8') }));

it('names Node’s own modules and undici nowhere but behind #transport', () => {
  const naming = sources.filter(({ text }) => /['"](node:|undici['"])/.test(text)).map(({ path }) => path);
  expect(naming.sort()).toEqual(['http/transport/fetch.ts', 'http/transport/undici.ts']);
});

it('never imports the receiver', () => {
  expect(sources.filter(({ text }) => text.includes('webhooks/index') || text.includes('/webhooks/'))).toEqual([]);
});
