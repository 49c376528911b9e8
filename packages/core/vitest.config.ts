import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The files of a worker share their modules, because loading the package for each of 90 files takes longer than most
    // of their tests. A test that needs fresh modules starts a process.
    isolate: false,
  },
});
