import { contractOn } from './contract-on.ts';
import { startWorkerd } from './servers/start-workerd.ts';

contractOn('workerd', 'workerd', (file) => startWorkerd(file, '2026-11-01'));
// Until October 2024, who awaited a promise that another request settled hung.
contractOn('workerd as of September 2024', 'workerd', (file) => startWorkerd(file, '2024-09-01'));
