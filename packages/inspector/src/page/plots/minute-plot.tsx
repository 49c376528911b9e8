import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import type { EventRecord } from '../../api/contract.ts';
import { count, formatNumber, formatTime } from '../text/format.ts';
import { Outcome } from '../text/outcome.tsx';
import { axis, Chart, type Colors, countAxis } from './chart.tsx';
import { countPerMinute, type PerMinute } from './series.ts';

const OWN_COLOR = /^(handled|queued|unhandled|duplicate|superseded|busy|overloaded|unprocessable|refused|failed)$/;

const paths = uPlot.paths.bars?.({ size: [0.8, 40], align: 1 });

/** Deliveries per minute, one bar a minute, stacked by outcome. */
export function MinutePlot({ records }: { records: readonly EventRecord[] }) {
  const series = useMemo(() => countPerMinute(records), [records]);
  const data = useMemo(() => stack(series), [series]);
  const outcomes = series.outcomes.map(({ outcome }) => outcome);
  const most = Math.max(...(data[1] ?? []).map(Number));
  return (
    <div class="wide-plot">
      <Chart
        title="Deliveries per minute"
        summary={`${count(series.minutes.length, 'minute')}, at most ${formatNumber(most)} in one.`}
        data={data}
        shape={outcomes.join()}
        optionsOf={(colors) => optionsOf(outcomes, colors)}
        table={<MinuteTable series={series} />}
      />
      <ul class="key" aria-label="Outcomes">
        {outcomes.map((outcome) => (
          <li key={outcome}>
            <span class="swatch" style={{ background: `var(${colorOf(outcome)})` }} aria-hidden="true" />
            {outcome.replaceAll('_', ' ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The CSS variable with the colour of an outcome. Outcomes that this page does not know share one colour. */
const colorOf = (outcome: string): string => (OWN_COLOR.test(outcome) ? `--plot-${outcome}` : '--plot-other');

/** Stacks the series: each value is the sum of its own and those of the series below. The highest series is drawn first. */
function stack({ minutes, outcomes }: PerMinute): uPlot.AlignedData {
  const sums = minutes.map(() => 0);
  const stacked = outcomes.map(({ values }) => {
    for (const [index, value] of values.entries()) sums[index] = (sums[index] ?? 0) + value;
    // A bar without a height would still have an edge.
    return sums.map((sum) => sum || null);
  });
  return [minutes, ...stacked.reverse()];
}

function optionsOf(outcomes: readonly string[], colors: Colors): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (_, min, max) => [min, max + 60] },
      y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      axis(colors, {
        values: (_, ticks) => ticks.map((tick) => formatTime(new Date(tick * 1000).toISOString()).slice(0, 5)),
        space: 60,
        incrs: [1, 2, 5, 10, 15, 30, 60, 120, 240].map((minutes) => minutes * 60),
      }),
      countAxis(colors),
    ],
    series: [
      {},
      ...[...outcomes].reverse().map((outcome) => ({
        label: outcome,
        fill: colors.of(colorOf(outcome)),
        stroke: colors.of('--surface'),
        width: 1,
        ...(paths && { paths }),
        points: { show: false },
      })),
    ],
  };
}

function MinuteTable({ series: { minutes, outcomes } }: { series: PerMinute }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Minute</th>
          {outcomes.map(({ outcome }) => (
            <th key={outcome}>
              <Outcome outcome={outcome} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {minutes
          .map((minute, index) => (
            <tr key={minute}>
              <td>{formatTime(new Date(minute * 1000).toISOString()).slice(0, 5)}</td>
              {outcomes.map(({ outcome, values }) => (
                <td key={outcome} class="number">
                  {values[index]}
                </td>
              ))}
            </tr>
          ))
          .reverse()}
      </tbody>
    </table>
  );
}
