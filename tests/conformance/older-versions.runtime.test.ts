/** The oldest versions of the frameworks that the adapters support. The newest ones are tested with each package. */
import { runExpressContract } from '../../packages/express/src/contract.fixture.ts';
import { EXPRESS } from '../../packages/express/src/mounts.fixture.ts';
import { runHonoContract } from '../../packages/hono/src/contract.fixture.ts';
import { HONO } from '../../packages/hono/src/mounts.fixture.ts';

runExpressContract('Express 4', EXPRESS['Express 4']);
runHonoContract('Hono 4.9', HONO['Hono 4.9']);
