import { outcomes, shown, toggleOutcome } from '../state/filters.ts';
import { counts, dropped, isLoaded, records } from '../state/records.ts';
import { serverState } from '../state/server.ts';
import { count, formatNumber } from '../text/format.ts';
import { compareOutcomes, toneOf } from '../text/outcome.tsx';

/** Deliveries by outcome, which filter the list, and how many events the list shows, has and has dropped. */
export function CountLine() {
  return (
    <div class="count-line">
      <fieldset class="outcomes">
        <legend class="sr">Outcome</legend>
        {Object.entries(counts.value)
          .sort(([a], [b]) => compareOutcomes(a, b))
          .map(([outcome, value]) => (
            <button
              key={outcome}
              type="button"
              class="chip"
              data-tone={toneOf(outcome)}
              aria-pressed={outcomes.value.has(outcome)}
              onClick={() => toggleOutcome(outcome)}
            >
              {outcome.replaceAll('_', ' ')} <span>{formatNumber(value)}</span>
            </button>
          ))}
      </fieldset>
      <p class="count">
        {isLoaded.value && <Count />}
        {dropped.value > 0 && <Dropped />}
      </p>
    </div>
  );
}

function Count() {
  const all = records.value.length;
  if (all === 0) return <>No events yet</>;
  const number = shown.value.length;
  return <>{number < all ? `${formatNumber(number)} of ${count(all, 'event')}` : count(all, 'event')}</>;
}

function Dropped() {
  const limit = serverState.value?.limits.events;
  return (
    <span class="dropped" title={limit ? `The inspector keeps ${formatNumber(limit)} events.` : undefined}>
      {' '}
      · {formatNumber(dropped.value)} older dropped
    </span>
  );
}
