import { useEffect, useRef } from 'preact/hooks';
import type { EventRecord } from '../../api/contract.ts';
import { shown } from '../state/filters.ts';
import { openEvent, route } from '../state/route.ts';
import { hasShortcuts } from '../state/settings.ts';
import { EventRow } from './event-row.tsx';
import { useVirtualList } from './use-virtual-list.ts';

const wide = matchMedia('(width > 60rem)');

/**
 * The list of events, newest first. It is a listbox: the focus stays on the list, and keys move through the rows. Only the
 * visible rows and the active one are in the document.
 */
export function EventList() {
  const rows = shown.value;
  const scroller = useRef<HTMLDivElement>(null);
  const { range, rowHeight, activeId, setActive, onScroll } = useVirtualList(scroller, rows);
  const { id: openId } = route.value;
  const activeIndex = activeId === undefined ? -1 : rows.findIndex(({ id }) => id === activeId);

  useEffect(() => {
    if (openId !== undefined) setActive(openId);
  }, [openId]);

  function moveTo(index: number): void {
    const record = rows[index];
    if (!record) return;
    setActive(record.id);
    scrollTo(scroller.current, index, rowHeight);
    if (wide.matches && route.peek().id !== undefined) openEvent(record.id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      const record = rows[activeIndex];
      if (record) openEvent(record.id);
    } else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
      const index = positionOf(event.key, activeIndex, rows.length, page);
      if (index === undefined) return;
      moveTo(index);
    }
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      class="list"
      role="listbox"
      aria-label="Events, newest first"
      aria-activedescendant={activeIndex < 0 ? undefined : `event-${activeId}`}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onFocus={({ currentTarget }) => {
        // Only for the keyboard. The list must not scroll while a mouse button is pressed.
        if (activeIndex < 0 && currentTarget.matches(':focus-visible')) moveTo(0);
      }}
    >
      <div class="spacer" style={{ height: `${rows.length * rowHeight}px` }} role="presentation">
        {indexes(range, activeIndex).map((index) => {
          const record = rows[index] as EventRecord;
          return (
            <EventRow
              key={record.id}
              record={record}
              top={index * rowHeight}
              position={index + 1}
              total={rows.length}
              isActive={record.id === activeId}
              isOpen={record.id === openId}
              onOpen={() => {
                setActive(record.id);
                openEvent(record.id);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The indexes of a range, and the active one, which `aria-activedescendant` needs. */
function indexes([start, end]: readonly [number, number], active: number): number[] {
  const list = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (active >= 0 && active < start) list.unshift(active);
  if (active >= end) list.push(active);
  return list;
}

function scrollTo(list: HTMLElement | null, index: number, rowHeight: number): void {
  if (!list) return;
  const top = index * rowHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
}

function positionOf(key: string, at: number, length: number, page: number): number | undefined {
  const last = length - 1;
  const isShortcut = hasShortcuts.peek();
  if (key === 'ArrowDown' || (key === 'j' && isShortcut)) return Math.min(at + 1, last);
  if (key === 'ArrowUp' || (key === 'k' && isShortcut)) return Math.max(at - 1, 0);
  if (key === 'PageDown') return Math.min(at + page, last);
  if (key === 'PageUp') return Math.max(at - page, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return undefined;
}
