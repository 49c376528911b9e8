import { runExpressContract } from './contract.fixture.ts';
import { EXPRESS } from './mounts.fixture.ts';

// Express 4 is tested in tests/conformance.
runExpressContract('Express 5', EXPRESS['Express 5']);
