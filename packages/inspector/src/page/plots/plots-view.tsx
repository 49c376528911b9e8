import { isLoaded, records } from '../state/records.ts';
import { count, formatMilliseconds } from '../text/format.ts';
import { Visible } from '../text/visible.tsx';
import { Empty } from '../views/empty.tsx';
import { DurationPlot } from './duration-plot.tsx';
import { MinutePlot } from './minute-plot.tsx';
import { countFailures, percentile } from './series.ts';

export function PlotsView() {
  const all = records.value;
  if (all.length === 0)
    return isLoaded.value ? (
      <Empty title="Nothing to plot yet">
        <p>The plots show the deliveries that the list of events has.</p>
      </Empty>
    ) : (
      <div class="empty" aria-busy="true" />
    );
  return (
    <section class="view" aria-labelledby="plots-title">
      <header class="view-bar">
        <h2 id="plots-title">Plots</h2>
        <p class="quiet">
          {count(all.length, 'event')} · median {formatMilliseconds(percentile(all, 0.5) ?? 0)} · 99 % within{' '}
          {formatMilliseconds(percentile(all, 0.99) ?? 0)}
        </p>
      </header>
      <div class="plots">
        <MinutePlot records={all} />
        <DurationPlot records={all} />
        <Failures />
      </div>
    </section>
  );
}

function Failures() {
  const types = countFailures(records.value);
  const most = types[0]?.failed ?? 1;
  return (
    <figure class="plot">
      <figcaption>
        <h3>Failures by type</h3>
        <p class="quiet">Deliveries that no handler finished, of all deliveries of their type.</p>
      </figcaption>
      {types.length === 0 ? (
        <p class="nothing">No failures.</p>
      ) : (
        <ol class="steps">
          {types.map(({ type, failed, total }) => (
            <li key={type}>
              <span>
                <Visible text={type} oneLine />
              </span>
              <span class="bar-track bad" aria-hidden="true">
                <span style={{ width: `${(failed / most) * 100}%` }} />
              </span>
              <span class="number">
                {failed} of {total}
              </span>
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
}
