/** A recovery in a process of its own. Its argument is `RecoverySettings`. It sends each progress to its parent. */
import { createRecovery, VZapsClient } from '@vzaps/core/client';
import { Redis } from 'ioredis';
import { redisRecoveryState } from '../index.ts';
import type { RecoverySettings } from './recovery-process.ts';

const { redisUrl, prefix, instanceId, ...account }: RecoverySettings = JSON.parse(process.argv[2] ?? '{}');
const state = redisRecoveryState(
  new Redis(redisUrl, { retryStrategy: () => 50 }).on('error', () => {}),
  { prefix },
);
const client = new VZapsClient({ ...account, fetch: globalThis.fetch });
createRecovery({
  client,
  instanceIds: [instanceId],
  graceMs: 0,
  everyMs: 50,
  state,
  onProgress: (progress) => process.send?.(progress),
  onError: () => process.send?.('error'),
}).start();
