import { useEffect, useRef, useState } from 'preact/hooks';
import type { RetryProgress } from '../../api/contract.ts';
import { announce, announceNow } from '../state/announcer.ts';
import { describeError, post } from '../state/server.ts';
import { readLines } from './read-lines.ts';

export interface EntryState {
  state: 'waiting' | 'succeeded' | 'failed';
  error?: string;
}

export interface Retry {
  isRunning: boolean;
  done: number;
  total: number;
  /** The message about the end of the retry, for the user of the page. */
  result?: string;
  hasFailed: boolean;
  states: ReadonlyMap<string, EntryState>;
  start(instanceId: string, logIds: readonly string[]): Promise<void>;
  stop(): void;
}

/** Asks VZaps to make deliveries again, and follows the progress. */
export function useRetry(): Retry {
  const [progress, setProgress] = useState({ isRunning: false, done: 0, total: 0, hasFailed: false, result: '' });
  const [states, setStates] = useState<ReadonlyMap<string, EntryState>>(new Map());
  const controller = useRef<AbortController>();
  useEffect(() => () => controller.current?.abort(), []);

  async function start(instanceId: string, logIds: readonly string[]): Promise<void> {
    controller.current = new AbortController();
    const { signal } = controller.current;
    setStates(new Map(logIds.map((logId) => [logId, { state: 'waiting' }])));
    setProgress({ isRunning: true, done: 0, total: logIds.length, hasFailed: false, result: '' });
    let end = 'The connection ended before the retry did.';
    let hasFailed = true;
    try {
      const response = await post('logs/retry', { instanceId, logIds }, signal);
      for await (const line of readLines(response)) {
        const step: RetryProgress = JSON.parse(line);
        if ('logId' in step) {
          const { logId, state, error, done, total } = step;
          setStates((old) => new Map(old).set(logId, { state, ...(error !== undefined && { error }) }));
          setProgress((old) => ({ ...old, done, total }));
          announce(`${done} of ${total} deliveries retried`);
        } else if (step.state === 'error') end = step.error;
        else {
          end = `${step.succeeded} succeeded, ${step.failed} failed`;
          hasFailed = step.failed > 0;
        }
      }
    } catch (error) {
      end = signal.aborted ? 'Stopped' : describeError(error);
    }
    // The entries that still wait were not retried.
    setStates((old) => new Map([...old].filter(([, { state }]) => state !== 'waiting')));
    setProgress((old) => ({ ...old, isRunning: false, hasFailed, result: end }));
    announceNow(`Retry: ${end}`);
  }

  return { ...progress, states, start, stop: () => controller.current?.abort() };
}
