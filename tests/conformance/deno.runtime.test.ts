import { testContractOn } from './contract-on.ts';
import { startProcess } from './servers/process.ts';

testContractOn('Deno', 'deno', (file) => startProcess(file, 'run', '--allow-net=127.0.0.1', 'deno.ts'));
