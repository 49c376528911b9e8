/** The property of the checks with ten times as many payloads as in the tests of core. */
import { vi } from 'vitest';

vi.stubEnv('PAYLOADS', '20000');
await import('../../packages/core/src/events/check.property.test.ts');
