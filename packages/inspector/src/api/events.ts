import { json, jsonText, notFound } from '../http/respond.ts';
import { describeMedia } from './media.ts';
import type { Call, Route } from './route.ts';

function listEvents({ query, services }: Call): Response {
  const after = Number(query.get('after') ?? 0);
  return json(services.records.readAfter(Number.isSafeInteger(after) && after > 0 ? after : 0));
}

/** The event and the delivery are put in as text, so they are exact. */
function readEvent({ params, services }: Call): Response {
  const entry = services.records.get(params[0] ?? '');
  if (!entry) return notFound();
  const { record, event, raw, isTooLarge, steps, errors, issues } = entry;
  const fields: Record<string, string | undefined> = {
    record: JSON.stringify(record),
    event,
    raw,
    tooLarge: isTooLarge ? JSON.stringify({ bytes: record.bytes }) : undefined,
    steps: JSON.stringify(Object.entries(steps).map(([name, milliseconds]) => ({ name, milliseconds }))),
    errors: JSON.stringify(errors),
    issues: JSON.stringify(issues),
    related: JSON.stringify(services.records.findRelated(record)),
    media: JSON.stringify(describeMedia(entry, services.download !== undefined)),
  };
  const present = Object.entries(fields).filter(([, text]) => text !== undefined);
  return jsonText(`{${present.map(([name, text]) => `"${name}":${text}`).join(',')}}`);
}

function readExact(part: 'event' | 'raw'): Route['handle'] {
  return ({ params, services }) => {
    const text = services.records.get(params[0] ?? '')?.[part];
    return text === undefined ? notFound() : jsonText(text);
  };
}

function clearEvents({ services }: Call): Response {
  services.records.clear();
  return json({});
}

export const eventRoutes: readonly Route[] = [
  { method: 'GET', path: 'events', handle: listEvents },
  { method: 'GET', path: 'events/:', handle: readEvent },
  { method: 'GET', path: 'events/:/event', handle: readExact('event') },
  { method: 'GET', path: 'events/:/raw', handle: readExact('raw') },
  { method: 'POST', path: 'clear', handle: clearEvents },
];
