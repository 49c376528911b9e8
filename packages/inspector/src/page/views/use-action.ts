import { useRef, useState } from 'preact/hooks';
import { describeError } from '../state/server.ts';

interface Action {
  run(): Promise<void>;
  isRunning: boolean;
  /** What a person reads about the last failure. */
  error: string | undefined;
}

/** Runs something that a person asked for: once at a time, with its failure as text. */
export function useAction(work: () => Promise<void>): Action {
  const isBusy = useRef(false);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<string>();
  async function run(): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      await work();
    } catch (thrown) {
      setError(describeError(thrown));
    }
    isBusy.current = false;
    setRunning(false);
  }
  return { run, isRunning, error };
}
