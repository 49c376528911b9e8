import { testContractOn } from './contract-on.ts';
import { testDownloadsOn } from './downloads-on.ts';
import { startProcess } from './servers/process.ts';

const start = (file: string) => startProcess(file, 'run', '--allow-net=127.0.0.1,localhost', 'deno.ts');

testContractOn('Deno', 'deno', start);
testDownloadsOn('Deno', 'deno', start, { looksUpAddresses: true });
