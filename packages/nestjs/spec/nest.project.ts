import { basename, join } from 'node:path';
import { defineProject, type UserWorkspaceConfig } from 'vitest/config';

/**
 * A project that runs the tests of this folder, and the tested package, with the Nest that `folder` has installed. The project
 * main runs them with the Nest of this package.
 */
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
      // Loading Nest takes a second, so the test files share it.
      isolate: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      env: { NEST: basename(folder) },
    },
  });
}
