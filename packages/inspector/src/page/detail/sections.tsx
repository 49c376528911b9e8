import type { EventDetail } from '../../api/contract.ts';
import { TextBlock } from '../json/json-pane.tsx';
import { hrefOf } from '../state/route.ts';
import { formatMilliseconds, formatTime } from '../text/format.ts';
import { Outcome } from '../text/outcome.tsx';
import { Visible } from '../text/visible.tsx';

export function Errors({ errors }: Pick<EventDetail, 'errors'>) {
  return (
    <section class="errors">
      {errors.map(({ name, message, stack, code }, index) => (
        <div class="error" key={index}>
          <h3>
            <Visible text={code === undefined ? name : `${name} ${code}`} />
          </h3>
          {stack ? (
            <TextBlock label={`Stack of ${name}`} text={stack} />
          ) : (
            <p>
              <Visible text={message} />
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

export function Issues({ issues }: Pick<EventDetail, 'issues'>) {
  return (
    <section>
      <h3>What does not fit the type</h3>
      <ul class="issues">
        {issues.map(({ path, message }) => (
          <li key={path + message}>
            <code>
              <Visible text={path} />
            </code>{' '}
            <Visible text={message} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Steps({ steps }: Pick<EventDetail, 'steps'>) {
  const longest = Math.max(...steps.map(({ milliseconds }) => milliseconds), Number.MIN_VALUE);
  return (
    <section class="card">
      <h3>Milliseconds by step</h3>
      <ol class="steps">
        {steps.map(({ name, milliseconds }) => (
          <li key={name}>
            <span>{name}</span>
            <span class="bar-track" aria-hidden="true">
              <span style={{ width: `${(milliseconds / longest) * 100}%` }} />
            </span>
            <span class="number">{formatMilliseconds(milliseconds)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Related({ related }: Pick<EventDetail, 'related'>) {
  return (
    <section>
      <h3>Other deliveries of this event</h3>
      <ul class="related">
        {related.map(({ id, at, outcome, status, milliseconds, source }) => (
          <li key={id}>
            <a href={hrefOf({ view: 'events', id })}>{formatTime(at)}</a>
            <Outcome outcome={outcome} />
            <span class="quiet">
              {status} · {formatMilliseconds(milliseconds)}
              {source ? ` · ${source}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
