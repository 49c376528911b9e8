import { basename, join } from 'node:path';
import { defineProject, type UserWorkspaceConfig } from 'vitest/config';

/** The specs of this folder, and the package that they test, with the Nest of the package in `folder`. */
export function nestProject(folder: string): UserWorkspaceConfig {
  return defineProject({
    plugins: [
      {
        name: 'nest-of-that-package',
        enforce: 'pre',
        resolveId(source) {
          if (!/^(@nestjs\/|rxjs|reflect-metadata)/.test(source)) return null;
          return this.resolve(source, join(folder, 'package.json'), { skipSelf: true });
        },
      },
    ],
    test: {
      name: basename(folder),
      dir: import.meta.dirname,
      include: ['**/*.test.ts'],
      // Nest takes a second to load.
      isolate: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      env: { NEST: basename(folder) },
    },
  });
}
