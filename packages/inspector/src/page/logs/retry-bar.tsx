import { count as countOf } from '../text/format.ts';
import { Visible } from '../text/visible.tsx';
import type { Retry } from './use-retry.ts';

interface Props {
  retry: Retry;
  /** How many entries are selected. */
  count: number;
  onRetry(): void;
}

export function RetryBar({ retry, count, onRetry }: Props) {
  const { isRunning, done, total, result, hasFailed } = retry;
  return (
    <div class="retry">
      {isRunning ? (
        <button type="button" onClick={retry.stop}>
          Stop
        </button>
      ) : (
        <button type="button" class="primary" disabled={count === 0} onClick={onRetry}>
          {count === 0 ? 'Retry' : `Retry ${countOf(count, 'delivery', 'deliveries')}`}
        </button>
      )}
      {isRunning && (
        <>
          <progress aria-label="Retried deliveries" max={total} value={done} />
          <span class="number">
            {done} of {total}
          </span>
        </>
      )}
      {!isRunning && result && (
        <p class="result" data-failed={hasFailed}>
          <Visible text={result} />
        </p>
      )}
      {!isRunning && !result && (
        <p class="quiet">VZaps makes the selected deliveries again, to the registered webhook.</p>
      )}
    </div>
  );
}
