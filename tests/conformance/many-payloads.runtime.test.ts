/** Runs the property test of core's payload checks with ten times as many payloads as core does. */
import { vi } from 'vitest';

vi.stubEnv('PAYLOADS', '20000');
await import('../../packages/core/src/events/check.property.test.ts');
