import { useEffect, useRef } from 'preact/hooks';
import { DetailView } from '../detail/detail-view.tsx';
import { filterCount, resetFilters, shown } from '../state/filters.ts';
import { isLoaded, records } from '../state/records.ts';
import { closeEvent, route } from '../state/route.ts';
import { hasShortcuts } from '../state/settings.ts';
import { Empty } from '../views/empty.tsx';
import { EventList } from './event-list.tsx';
import { FilterBar } from './filter-bar.tsx';

export function EventsView() {
  const search = useRef<HTMLInputElement>(null);
  const { id } = route.value;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape' && route.peek().id !== undefined && !isTyping(event.target)) closeEvent();
      if (event.key !== '/' || !hasShortcuts.peek() || isTyping(event.target)) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div class="split" data-open={id !== undefined}>
      <section class="events" aria-label="Events">
        <FilterBar search={search} />
        <ListOrReason />
      </section>
      {id !== undefined && <DetailView key={id} id={id} />}
    </div>
  );
}

function ListOrReason() {
  if (shown.value.length > 0) return <EventList />;
  if (!isLoaded.value) return <div class="empty" aria-busy="true" />;
  if (records.value.length === 0)
    return (
      <Empty title="Waiting for events">
        <p>Send a message to the connected number. It appears here with its outcome.</p>
      </Empty>
    );
  return (
    <Empty title="No matching events">
      <p>{filterCount.value > 0 ? 'No event matches the filters.' : 'The list is paused.'}</p>
      {filterCount.value > 0 && (
        <button type="button" onClick={resetFilters}>
          Show all events
        </button>
      )}
    </Empty>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=checkbox]), select, textarea');
}
