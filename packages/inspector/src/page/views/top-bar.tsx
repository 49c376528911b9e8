import { useRef } from 'preact/hooks';
import { hrefOf, route, type View } from '../state/route.ts';
import { type Connection, connection, serverState, signOut } from '../state/server.ts';
import { isDark, theme } from '../state/settings.ts';
import { Icon } from './icon.tsx';
import { KeyboardDialog } from './keyboard-dialog.tsx';
import { useAction } from './use-action.ts';

const CONNECTIONS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  'signed-out': 'Signed out',
};

export function TopBar() {
  const state = serverState.value;
  return (
    <header class="bar">
      <h1>
        <img src="?asset=icon.svg" alt="" width="22" height="22" />
        <span>
          VZaps <span class="word">inspector</span>
        </span>
      </h1>
      <nav aria-label="Views">
        <Tab view="events">Events</Tab>
        {state?.can.logs && <Tab view="logs">Delivery log</Tab>}
        {state?.can.inbox && <Tab view="inbox">Inbox</Tab>}
        <Tab view="plots">Plots</Tab>
      </nav>
      <div class="status">
        {state?.readOnly && <span class="read-only">Read-only</span>}
        <p class="connection" role="status" data-state={connection.value}>
          {CONNECTIONS[connection.value]}
        </p>
      </div>
      <Tools />
    </header>
  );
}

function Tab({ view, children }: { view: View; children: string }) {
  return (
    <a href={hrefOf({ view })} aria-current={route.value.view === view ? 'page' : undefined}>
      {children}
    </a>
  );
}

function Tools() {
  const dialog = useRef<HTMLDialogElement>(null);
  const signingOut = useAction(signOut);
  const other = isDark() ? 'light' : 'dark';
  return (
    <div class="tools">
      <button
        type="button"
        class="icon"
        aria-label={`Use the ${other} theme`}
        title={`Use the ${other} theme`}
        onClick={() => {
          theme.value = other;
        }}
      >
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </button>
      <button
        type="button"
        class="icon"
        aria-label="Keyboard"
        title="Keyboard"
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="keyboard" />
      </button>
      <button
        type="button"
        class="icon"
        aria-label="Sign out"
        title={signingOut.error ?? 'Sign out'}
        onClick={() => signingOut.run()}
      >
        <Icon name="sign-out" />
      </button>
      <KeyboardDialog dialog={dialog} />
    </div>
  );
}
