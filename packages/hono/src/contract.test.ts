import { runHonoContract } from './contract.fixture.ts';
import { HONO } from './mounts.fixture.ts';

// Hono 4.9 is tested in tests/conformance.
runHonoContract('Hono 4.13', HONO['Hono 4.13']);
