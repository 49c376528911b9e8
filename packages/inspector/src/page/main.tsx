import { effect } from '@preact/signals';
import { render } from 'preact';
import { announce } from './state/announcer.ts';
import { now, period, shown } from './state/filters.ts';
import { startPolling } from './state/poll.ts';
import { isLoaded, records } from './state/records.ts';
import { count, formatNumber } from './text/format.ts';
import { App } from './views/app.tsx';

const PERIOD_STEP_MS = 5000;

// Everything is drawn as text nodes and attributes. Nothing on this page parses HTML.
render(<App />, document.getElementById('app') ?? document.body);
startPolling();

setInterval(() => {
  if (period.peek() !== '' && !document.hidden) now.value = Date.now();
}, PERIOD_STEP_MS);

effect(() => {
  if (!isLoaded.value) return;
  const all = records.value.length;
  announce(
    shown.value.length < all ? `${formatNumber(shown.value.length)} of ${count(all, 'event')}` : count(all, 'event'),
  );
});
