import { defineProject } from 'vitest/config';

export default defineProject({
  // `*.runtime.test.ts` need Bun, Deno or workerd, test older versions of the frameworks, or take long. The root's `test:conformance` runs them, `test` does not.
  test: { name: 'conformance', include: ['*.test.ts'], isolate: false, testTimeout: 60_000, hookTimeout: 60_000 },
});
