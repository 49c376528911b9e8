import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import type { EventRecord } from '../../api/contract.ts';
import { formatMilliseconds } from '../text/format.ts';
import { axis, Chart, type Colors, countAxis } from './chart.tsx';
import { type Bucket, countByDuration, labelOf, percentile } from './series.ts';

const paths = uPlot.paths.bars?.({ size: [0.86, 60] });

/** How many deliveries took how long. */
export function DurationPlot({ records }: { records: readonly EventRecord[] }) {
  const buckets = useMemo(() => countByDuration(records), [records]);
  const data = useMemo<uPlot.AlignedData>(
    () => [buckets.map((_, index) => index), buckets.map(({ count }) => count)],
    [buckets],
  );
  const of = (share: number): string => formatMilliseconds(percentile(records, share) ?? 0);
  return (
    <Chart
      title="Durations"
      summary={`Half within ${of(0.5)}, 95 % within ${of(0.95)}, 99 % within ${of(0.99)}.`}
      data={data}
      shape={String(buckets.length)}
      optionsOf={(colors) => optionsOf(buckets, colors)}
      table={<DurationTable buckets={buckets} />}
    />
  );
}

function optionsOf(buckets: readonly Bucket[], colors: Colors): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, buckets.length - 0.4] },
      y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      axis(colors, {
        incrs: [1],
        space: 1,
        grid: { show: false },
        values: (_, ticks) => ticks.map((tick) => shortLabelOf(buckets[tick])),
      }),
      countAxis(colors),
    ],
    series: [{}, { fill: colors.of('--plot-duration'), width: 0, ...(paths && { paths }), points: { show: false } }],
  };
}

/** The label is the upper edge of the bucket, because the axis has no room for both edges. */
function shortLabelOf(bucket: Bucket | undefined): string {
  if (!bucket) return '';
  if (bucket.to === Number.POSITIVE_INFINITY) return 'more';
  return bucket.to >= 1000 ? `<${bucket.to / 1000} s` : `<${bucket.to}`;
}

function DurationTable({ buckets }: { buckets: readonly Bucket[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Duration</th>
          <th>Deliveries</th>
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket) => (
          <tr key={bucket.from}>
            <td>{labelOf(bucket)}</td>
            <td class="number">{bucket.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
