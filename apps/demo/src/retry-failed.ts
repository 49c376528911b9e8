import type { VZapsClient } from '@vzaps/core/client';
import { parseEvent } from '@vzaps/core/events';
import { describeEvent } from './describe-event.ts';
import { print } from './print.ts';

/** Finds the one failed delivery in the log of VZaps, shows it, and retries it. */
export async function retryFailed(vzaps: VZapsClient, instanceId: string): Promise<void> {
  print('\nA failed delivery is not lost. VZaps keeps it in its delivery log:\n');
  const { data: page } = await vzaps.webhooks.searchLogs({ instanceId, status: 'failed' });
  print(`  searchLogs({ status: 'failed' })  →  ${page.total} failed`);
  const [failed] = page.content;
  if (page.total !== 1 || !failed?.id) throw new Error(`Expected one failed delivery in the log, got ${page.total}.`);
  const logId = String(failed.id);

  const { data: log } = await vzaps.webhooks.getLog({ instanceId, logId });
  print(`  getLog()    →  ${log.status}, ${describeAttempts(log)}: ${describeEvent(parseEvent(log.payload))}`);
  await vzaps.webhooks.retryLog({ instanceId, logId });
  const { data: retried } = await vzaps.webhooks.getLog({ instanceId, logId });
  print(`  retryLog()  →  ${retried.status}, ${describeAttempts(retried)}`);
  if (retried.status !== 'success') throw new Error('Expected the retried delivery to succeed.');
}

function describeAttempts({ attempts }: { attempts?: unknown }): string {
  const statuses = Array.isArray(attempts) ? attempts.map(({ status }) => status) : [];
  return `${statuses.length} attempt${statuses.length === 1 ? '' : 's'} (${statuses.join(', ')})`;
}
