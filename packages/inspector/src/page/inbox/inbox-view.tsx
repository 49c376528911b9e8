import { useEffect, useState } from 'preact/hooks';
import type { InboxState } from '../../api/contract.ts';
import { announceNow } from '../state/announcer.ts';
import { post, serverState } from '../state/server.ts';
import { count, formatAge, formatNumber } from '../text/format.ts';
import { ConfirmButton } from '../views/confirm.tsx';
import { Empty, Failure } from '../views/empty.tsx';
import { useAction } from '../views/use-action.ts';
import { useJson } from '../views/use-json.ts';
import { DeadTable } from './dead-table.tsx';

const INTERVAL_MS = 2000;

/** How many events wait in the inbox, and the events that failed at their last attempt. */
export function InboxView() {
  const [version, setVersion] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { value, error, status } = useJson<InboxState>('inbox', version);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setVersion((old) => old + 1);
    }, INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  const change = async (path: string, done: string): Promise<void> => {
    const answer: { count: number } = await (await post(`inbox/${path}`, { ids: [...selected] })).json();
    setSelected(new Set());
    setVersion((old) => old + 1);
    announceNow(`${count(answer.count, 'dead letter')} ${done}`);
  };
  const replay = useAction(() => change('replay', 'replayed'));
  if (status === 404)
    return (
      <Empty title="No inbox">
        <p>This application handles events directly. It has no inbox.</p>
      </Empty>
    );
  return (
    <section class="view" aria-labelledby="inbox-title">
      <header class="view-bar">
        <h2 id="inbox-title">Inbox</h2>
      </header>
      {error && <Failure message={error} />}
      {value && <Stats stats={value.stats} />}
      {value && (
        <header class="view-bar">
          <h3>Dead letters</h3>
          {!serverState.value?.readOnly && value.dead.length > 0 && (
            <>
              <button
                type="button"
                class="primary"
                disabled={selected.size === 0 || replay.isRunning}
                onClick={() => replay.run()}
              >
                Replay{selected.size > 0 ? ` ${selected.size}` : ''}
              </button>
              <ConfirmButton
                label={`Remove${selected.size > 0 ? ` ${selected.size}` : ''}`}
                question={`Remove ${count(selected.size, 'dead letter')}? Their events are lost.`}
                verb="Remove"
                disabled={selected.size === 0}
                onConfirm={() => change('remove', 'removed')}
              />
            </>
          )}
        </header>
      )}
      {replay.error && <Failure message={replay.error} />}
      {value && value.dead.length === 0 && <p class="quiet">No event failed at its last attempt.</p>}
      {value && value.dead.length > 0 && (
        <DeadTable
          letters={value.dead}
          selected={selected}
          onSelect={serverState.value?.readOnly ? undefined : setSelected}
        />
      )}
    </section>
  );
}

function Stats({ stats }: Pick<InboxState, 'stats'>) {
  const { waiting, active, delayed, dead, oldestMs } = stats;
  return (
    <dl class="tiles">
      <Tile name="Waiting" value={formatNumber(waiting)} />
      <Tile name="Active" value={formatNumber(active)} />
      <Tile name="Delayed" value={formatNumber(delayed)} />
      <Tile name="Dead" value={formatNumber(dead)} isBad={dead > 0} />
      <Tile name="Oldest" value={oldestMs === undefined ? '–' : formatAge(oldestMs)} />
    </dl>
  );
}

function Tile({ name, value, isBad = false }: { name: string; value: string; isBad?: boolean }) {
  return (
    <div class="tile" data-bad={isBad}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
