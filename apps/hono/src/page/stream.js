/** @typedef {import('../feed/entry.ts').Entry} Entry */

const AGAIN_MS = 2_000;
const SAYS = {
  live: 'Live',
  connecting: 'Reconnecting',
  'signed-out': 'Signed out: open the link with the token again',
};

/**
 * Follows the events, for as long as the page is open. The browser reconnects by itself while the server is away;
 * where it gives up, such as after a proxy's 502, it is told to go on after the last event.
 *
 * @param {HTMLElement} shown
 * @param {(entry: Entry) => void} take
 */
export function follow(shown, take) {
  let last = '';
  connect();

  function connect() {
    const source = new EventSource(last ? `/events?after=${encodeURIComponent(last)}` : '/events');
    source.onopen = () => say('live');
    source.onmessage = ({ data, lastEventId }) => {
      last = lastEventId;
      take(JSON.parse(data));
    };
    source.onerror = async () => {
      say('connecting');
      if (source.readyState !== EventSource.CLOSED) return;
      const answer = await fetch('/', { method: 'HEAD' }).catch(() => undefined);
      if (answer?.status === 401) return say('signed-out');
      setTimeout(connect, AGAIN_MS);
    };
  }

  /** @param {keyof typeof SAYS} state */
  function say(state) {
    if (shown.dataset.state === state) return;
    shown.dataset.state = state;
    shown.textContent = SAYS[state];
  }
}
