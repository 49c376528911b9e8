import { defineProject } from 'vitest/config';
import { WAITING_PROJECT } from '../setup/waiting-projects.ts';

export default defineProject({
  test: {
    name: 'rules',
    include: ['*.test.ts'],
    // The files of one worker share the TypeScript program, which takes seconds to make.
    isolate: false,
    ...WAITING_PROJECT,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
