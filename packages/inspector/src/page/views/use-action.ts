import { useRef, useState } from 'preact/hooks';
import { describeError } from '../state/server.ts';

interface Action {
  run(): Promise<void>;
  isRunning: boolean;
  /** The message of the last failure, for the user of the page. */
  error: string | undefined;
}

/** Runs an action of the user. Only one run at a time; `error` has the text of a failure. */
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
