import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleOf, bundlePrograms } from 'test-programs';
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

it('importing the entry does not load undici', async () => {
  const folder = join(import.meta.dirname, '../..');
  await bundlePrograms(folder, { realtime: 'src/realtime/index.ts' }, ['undici']);
  const program = `
    const { Module } = await import('node:module');
    const isLoaded = () => Object.keys(Module._cache).some((path) => /[\\\\/]undici[\\\\/]/.test(path));
    await import(${JSON.stringify(pathToFileURL(bundleOf(folder, 'realtime')))});
    const before = isLoaded();
    await import('undici');
    process.stdout.write([before, isLoaded()].join());
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(output).toBe('false,true');
});
