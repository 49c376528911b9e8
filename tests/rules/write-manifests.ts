/** Writes what `manifests.test.ts` checks. `npx -y pnpm@10.34.9 manifests` */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, originOf, publishConfigOf } from './manifest.ts';
import { packages, read, root } from './workspace.ts';

for (const folder of packages) {
  const path = `packages/${folder}/package.json`;
  const { publishConfig: _, ...manifest }: Manifest & Record<string, unknown> = JSON.parse(read(path));
  const head: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(manifest)) {
    if (name in originOf(folder)) continue;
    head[name] = value;
    // The fields of origin follow the license.
    if (name === 'license') Object.assign(head, originOf(folder));
  }
  const text = JSON.stringify({ ...head, publishConfig: publishConfigOf(manifest) }, undefined, 2);
  writeFileSync(join(root, path), `${text}\n`);
}
