import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EventRecord } from '../../api/contract.ts';

/** Rows above and below the visible part. */
const MARGIN = 8;

/** Until the first measurement. */
const ROW_HEIGHT = 40;

interface VirtualList {
  /** The rows to draw: from the first index up to, but not including, the second. */
  range: readonly [number, number];
  rowHeight: number;
  activeId: string | undefined;
  setActive(id: string): void;
  onScroll(): void;
}

/**
 * Computes which rows are visible. New rows at the top do not move the rows that a person is looking at, unless the list is
 * scrolled to its top.
 */
export function useVirtualList(scroller: RefObject<HTMLElement>, rows: readonly EventRecord[]): VirtualList {
  const [scrollTop, setScrollTop] = useState(0);
  const [size, setSize] = useState({ height: 800, rowHeight: ROW_HEIGHT });
  const [activeId, setActive] = useState<string>();
  const anchor = useRef<{ sequence: number; offset: number }>();
  const { height, rowHeight } = size;

  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    // The height of a row depends on the width of the list and on the size of the text.
    const measure = (): void => {
      const row = list.querySelector<HTMLElement>('.row');
      const measured = row?.offsetHeight || ROW_HEIGHT;
      setSize((old) =>
        old.height === list.clientHeight && old.rowHeight === measured
          ? old
          : { height: list.clientHeight, rowHeight: measured },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    const row = list.querySelector('.row');
    if (row) observer.observe(row);
    measure();
    return () => observer.disconnect();
  }, [scroller]);

  useLayoutEffect(() => {
    const list = scroller.current;
    const kept = anchor.current;
    if (!list || !kept) return;
    const index = indexOfSequence(rows, kept.sequence);
    list.scrollTop = index * rowHeight + kept.offset;
  }, [rows, rowHeight, scroller]);

  function onScroll(): void {
    const top = scroller.current?.scrollTop ?? 0;
    const first = rows[Math.floor(top / rowHeight)];
    anchor.current = top > 0 && first ? { sequence: first.sequence, offset: top % rowHeight } : undefined;
    setScrollTop(top);
  }

  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN);
  const end = Math.min(rows.length, Math.ceil((scrollTop + height) / rowHeight) + MARGIN);
  return { range: [Math.min(start, end), end], rowHeight, activeId, setActive, onScroll };
}

/** The index of the first row that is not newer. The rows are sorted, newest first. */
function indexOfSequence(rows: readonly EventRecord[], sequence: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.sequence ?? 0) > sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
