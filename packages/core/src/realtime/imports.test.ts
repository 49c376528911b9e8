import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('only the Node WebSocket imports undici and modules of Node', () => {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const importing = sources.filter((path) =>
    /['"](node:|undici['"])/.test(readFileSync(join(import.meta.dirname, path), 'utf8')),
  );
  expect(importing).toEqual([join('connection', 'websocket', 'node.ts')]);
});

it('importing the entry does not load undici', () => {
  const program = `
    const { Module } = await import('node:module');
    const isLoaded = () => Object.keys(Module._cache).some((path) => /[\\\\/]undici[\\\\/]/.test(path));
    await import('./index.ts');
    const before = isLoaded();
    await import('undici');
    process.stdout.write([before, isLoaded()].join());
  `;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  expect(output).toBe('false,true');
});
