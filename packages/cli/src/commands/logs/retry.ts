import { replayDeliveries } from '@vzaps/core/client';
import { connect } from '../../settings/connect.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { EntryOptions } from './flags.ts';

export async function retryLog(terminal: Terminal, logId: string, options: EntryOptions): Promise<number> {
  const { client, instanceId } = connect(terminal, options);
  let failure: unknown;
  const { succeeded } = await replayDeliveries({
    client,
    instanceId,
    logIds: [logId],
    signal: terminal.signal,
    onProgress: ({ error }) => {
      failure = error;
    },
  });
  if (failure !== undefined) throw failure;
  const state = succeeded === 1 ? 'succeeded' : 'failed';
  if (options.json) terminal.printJson({ id: logId, state });
  else terminal.print(`${terminal.colors[succeeded === 1 ? 'green' : 'red'](state)} ${logId}`);
  return succeeded === 1 ? 0 : 1;
}
