import { testContractOn } from './contract-on.ts';
import { startProcess } from './servers/process.ts';

testContractOn('Bun', 'bun', (file) => startProcess(file, 'run', 'bun.ts'));
