import { fetch } from './mounts.ts';

export default { fetch };
