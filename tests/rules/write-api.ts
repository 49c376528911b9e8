/** Writes what `examples.test.ts` checks. `npx -y pnpm@10.34.9 api` */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listSnapshots } from './api-snapshot.ts';
import { packages, root } from './workspace.ts';

for (const folder of packages) rmSync(join(root, 'packages', folder, 'api'), { recursive: true, force: true });
for (const { path, text } of listSnapshots()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
