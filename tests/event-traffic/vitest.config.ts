import { defineProject } from 'vitest/config';

export default defineProject({ test: { name: 'event-traffic', include: ['src/**/*.test.ts'], testTimeout: 120_000 } });
