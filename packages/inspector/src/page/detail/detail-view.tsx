import { useEffect, useRef } from 'preact/hooks';
import type { EventDetail } from '../../api/contract.ts';
import { records } from '../state/records.ts';
import { closeEvent } from '../state/route.ts';
import { titleOf } from '../text/format.ts';
import { Outcome, toneOf } from '../text/outcome.tsx';
import { Visible } from '../text/visible.tsx';
import { Empty, Failure } from '../views/empty.tsx';
import { Icon } from '../views/icon.tsx';
import { useJson } from '../views/use-json.ts';
import { Actions } from './actions.tsx';
import { Difference } from './difference.tsx';
import { Facts } from './facts.tsx';
import { Media } from './media.tsx';
import { Errors, Issues, Related, Steps } from './sections.tsx';

const narrow = matchMedia('(width <= 60rem)');

export function DetailView({ id }: { id: string }) {
  const path = `events/${encodeURIComponent(id)}`;
  const section = useRef<HTMLElement>(null);
  // Another delivery of the event may have arrived, or the record may have been dropped.
  const key = records.value.find((record) => record.id === id)?.key;
  const deliveries = key === undefined ? 0 : records.value.filter((record) => record.key === key).length;
  const { value, error, status } = useJson<EventDetail>(path, deliveries);
  useEffect(() => {
    if (narrow.matches) section.current?.focus();
  }, []);
  return (
    <section ref={section} class="detail" aria-label="Selected event" tabIndex={-1}>
      <button type="button" class="close" onClick={closeEvent}>
        <Icon name="back" />
        All events
      </button>
      {status === 404 && (
        <Empty title="This event is not kept">
          <p>
            The inspector keeps a limited number of events, in memory. It was cleared, or newer events replaced this
            one.
          </p>
        </Empty>
      )}
      {error && status !== 404 && <Failure message={error} />}
      {value && <Detail detail={value} path={path} />}
    </section>
  );
}

function Detail({ detail, path }: { detail: EventDetail; path: string }) {
  const { record, errors, issues, steps, related, media } = detail;
  return (
    <article>
      <header class="title">
        <h2>
          <Visible text={titleOf(record)} oneLine />
        </h2>
        <Outcome outcome={record.outcome} />
      </header>
      {record.summary && (
        <p class="text" dir="auto">
          {(record.fromMe || record.from) && (
            <b>
              <Visible text={`${record.fromMe ? 'You' : record.from}: `} />
            </b>
          )}
          <Visible text={record.summary} />
        </p>
      )}
      {record.reason && errors.length === 0 && (
        <p class="note" data-tone={toneOf(record.outcome)}>
          <Visible text={record.reason} />
        </p>
      )}
      <Actions detail={detail} path={path} />
      {errors.length > 0 && <Errors errors={errors} />}
      {issues.length > 0 && <Issues issues={issues} />}
      <div class="overview">
        <Facts record={record} />
        {steps.length > 0 && <Steps steps={steps} />}
      </div>
      {media && <Media media={media} path={path} />}
      <Difference detail={detail} path={path} />
      {related.length > 0 && <Related related={related} />}
    </article>
  );
}
