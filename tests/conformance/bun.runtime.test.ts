import { testContractOn } from './contract-on.ts';
import { testDownloadsOn } from './downloads-on.ts';
import { startProcess } from './servers/process.ts';

const start = (file: string) => startProcess(file, 'run', 'bun.ts');

testContractOn('Bun', 'bun', start);
testDownloadsOn('Bun', 'bun', start, { looksUpAddresses: true });
