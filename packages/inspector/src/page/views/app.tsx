import { EventsView } from '../events/events-view.tsx';
import { InboxView } from '../inbox/inbox-view.tsx';
import { LogsView } from '../logs/logs-view.tsx';
import { PlotsView } from '../plots/plots-view.tsx';
import { announcement } from '../state/announcer.ts';
import { route } from '../state/route.ts';
import { connection } from '../state/server.ts';
import { Empty } from './empty.tsx';
import { TopBar } from './top-bar.tsx';

export function App() {
  return (
    <>
      <TopBar />
      <main id="main" data-view={route.value.view} data-detail={route.value.id !== undefined}>
        {connection.value === 'signed-out' ? <SignedOut /> : <CurrentView />}
      </main>
      <p class="sr" aria-live="polite">
        {announcement.value}
      </p>
    </>
  );
}

function CurrentView() {
  switch (route.value.view) {
    case 'events':
      return <EventsView />;
    case 'logs':
      return <LogsView />;
    case 'inbox':
      return <InboxView />;
    case 'plots':
      return <PlotsView />;
  }
}

function SignedOut() {
  return (
    <Empty title="Signed out">
      <p>The token is not valid any more. The process may have started again with another one.</p>
      <p>
        <a class="button" href="?">
          Sign in
        </a>
      </p>
    </Empty>
  );
}
