import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { isDark } from '../state/settings.ts';

const HEIGHT = 220;

export interface Colors {
  ink: string;
  line: string;
  of(variable: string): string;
}

interface Props {
  title: string;
  /** One sentence that says what the plot shows. Screen readers read it. */
  summary: string;
  data: uPlot.AlignedData;
  /** The plot is drawn again if this text changes: the series, for example. */
  shape: string;
  optionsOf: (colors: Colors) => Omit<uPlot.Options, 'width' | 'height'>;
  /** The same numbers as a table. */
  table: ComponentChildren;
}

/** A plot on a canvas, with a table that has the same numbers. */
export function Chart({ title, summary, data, shape, optionsOf, table }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>();
  const theme = isDark() ? 'dark' : 'light';

  // New data is put into the same plot.
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const width = (): number => Math.max(200, element.clientWidth);
    const created = new uPlot({ width: width(), height: HEIGHT, ...optionsOf(readColors(element)) }, data, element);
    plot.current = created;
    const observer = new ResizeObserver(() => created.setSize({ width: width(), height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
    };
  }, [shape, theme]);

  useEffect(() => plot.current?.setData(data), [data]);

  return (
    <figure class="plot">
      <figcaption>
        <h3>{title}</h3>
        <p class="quiet">{summary}</p>
      </figcaption>
      <div ref={host} class="canvas" role="img" aria-label={`${title}. ${summary}`} />
      <details>
        <summary>Show as a table</summary>
        <div class="table plain">{table}</div>
      </details>
    </figure>
  );
}

function readColors(element: Element): Colors {
  // The browser resolves `light-dark()` for a real property only.
  const probe = element.appendChild(document.createElement('span'));
  const of = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  // The plot is drawn into the same element, so the probe is removed.
  queueMicrotask(() => probe.remove());
  return { ink: of('--quiet'), line: of('--line'), of };
}

/** An axis in the colours of the theme. */
export function axis(colors: Colors, more: uPlot.Axis = {}): uPlot.Axis {
  return {
    stroke: colors.ink,
    grid: { stroke: colors.line, width: 1 },
    ticks: { stroke: colors.line, width: 1, size: 4 },
    font: '12px system-ui, sans-serif',
    size: 28,
    ...more,
  };
}

/** Counts have no fractions. */
export const countAxis = (colors: Colors): uPlot.Axis =>
  axis(colors, { size: 46, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] });
