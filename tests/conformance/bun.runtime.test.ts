import { contractOn } from './contract-on.ts';
import { startProcess } from './servers/process.ts';

contractOn('Bun', 'bun', (file) => startProcess(file, 'run', 'bun.ts'));
