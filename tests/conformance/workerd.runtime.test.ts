import { testContractOn } from './contract-on.ts';
import { testDownloadsOn } from './downloads-on.ts';
import { startWorkerd } from './servers/start-workerd.ts';

const start = (file: string) => startWorkerd(file, '2026-11-01');

testContractOn('workerd', 'workerd', start);
testDownloadsOn('workerd', 'workerd', start, { looksUpAddresses: false });
// With a compatibility date before October 2024, a request hangs if another request settles the promise it awaits.
testContractOn('workerd as of September 2024', 'workerd', (file) => startWorkerd(file, '2024-09-01'));
