/** @typedef {import('../../feed/entry.ts').Entry} Entry */

const RECONNECT_MS = 2_000;
const TEXTS = {
  live: 'Live',
  connecting: 'Reconnecting',
  'signed-out': 'Signed out: open the link with the token again',
};

/**
 * Receives events as long as the page is open. The browser reconnects by itself while the server is unreachable. After
 * some responses, such as the status 502 of a proxy, the browser stops. This function then reconnects after the last event.
 *
 * @param {HTMLElement} label Shows the state of the connection.
 * @param {(entry: Entry) => void} onEntry
 */
export function receiveEntries(label, onEntry) {
  let last = '';
  connect();

  function connect() {
    const source = new EventSource(last ? `/events?after=${encodeURIComponent(last)}` : '/events');
    source.onopen = () => showState('live');
    source.onmessage = ({ data, lastEventId }) => {
      last = lastEventId;
      onEntry(JSON.parse(data));
    };
    source.onerror = async () => {
      showState('connecting');
      if (source.readyState !== EventSource.CLOSED) return;
      const response = await fetch('/', { method: 'HEAD' }).catch(() => undefined);
      if (response?.status === 401) return showState('signed-out');
      setTimeout(connect, RECONNECT_MS);
    };
  }

  /** @param {keyof typeof TEXTS} state */
  function showState(state) {
    if (label.dataset.state === state) return;
    label.dataset.state = state;
    label.textContent = TEXTS[state];
  }
}
