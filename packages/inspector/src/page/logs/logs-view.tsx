import { useState } from 'preact/hooks';
import type { LogPage } from '../../api/contract.ts';
import { instances, NONE } from '../state/filters.ts';
import { hrefOf, route } from '../state/route.ts';
import { serverState } from '../state/server.ts';
import { Empty, Failure } from '../views/empty.tsx';
import { useJson } from '../views/use-json.ts';
import { LogTable } from './log-table.tsx';
import { RetryBar } from './retry-bar.tsx';
import { useRetry } from './use-retry.ts';

const STATUSES = [
  ['failed', 'Failed'],
  ['', 'All'],
  ['success', 'Successful'],
] as const;

/** VZaps' delivery log: deliveries of an instance, which VZaps can be asked to make again. */
export function LogsView() {
  const choices = [
    ...new Set([...(serverState.value?.instances ?? []), ...instances.value.filter((id) => id !== NONE)]),
  ];
  const instanceId = route.value.id ?? choices[0];
  const [status, setStatus] = useState('failed');
  const [page, setPage] = useState(1);
  const [version, setVersion] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const retry = useRetry();
  const query = new URLSearchParams({ instanceId: instanceId ?? '', status, page: String(page) });
  const log = useJson<LogPage>(instanceId === undefined ? undefined : `logs?${query}`, version);
  const entries = log.value?.entries ?? [];

  function show(next: { status?: string; page?: number }): void {
    setSelected(new Set());
    setStatus(next.status ?? status);
    setPage(next.page ?? 1);
  }

  if (instanceId === undefined)
    return (
      <Empty title="No instance is known">
        <p>The log needs an instance. The client has no default one, and no delivery has arrived yet.</p>
      </Empty>
    );
  return (
    <section class="view" aria-labelledby="logs-title">
      <header class="view-bar">
        <h2 id="logs-title">Delivery log of VZaps</h2>
        <div class="field">
          <label for="log-instance">Instance</label>
          <select
            id="log-instance"
            value={instanceId}
            onChange={({ currentTarget }) => {
              location.hash = hrefOf({ view: 'logs', id: currentTarget.value });
              show({});
            }}
          >
            {[...new Set([...choices, instanceId])].map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="log-status">Status</label>
          <select
            id="log-status"
            value={status}
            onChange={({ currentTarget }) => show({ status: currentTarget.value })}
          >
            {STATUSES.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <button type="button" onClick={() => setVersion(version + 1)}>
          Reload
        </button>
      </header>
      {!serverState.value?.readOnly && (
        <RetryBar
          retry={retry}
          count={selected.size}
          onRetry={async () => {
            await retry.start(instanceId, [...selected]);
            setSelected(new Set());
            setVersion((old) => old + 1);
          }}
        />
      )}
      {log.error && <Failure message={log.error} onRetry={() => setVersion(version + 1)} />}
      {log.value && entries.length === 0 && (
        <Empty title="No entries">
          <p>
            {status === 'failed' ? 'The log has no failed delivery of this instance.' : 'The log has no such delivery.'}
          </p>
        </Empty>
      )}
      {entries.length > 0 && (
        <LogTable
          instanceId={instanceId}
          entries={entries}
          states={retry.states}
          selected={selected}
          onSelect={serverState.value?.readOnly ? undefined : setSelected}
        />
      )}
      {log.value && (page > 1 || log.value.hasNext) && (
        <nav class="paging" aria-label="Pages of the log">
          <button type="button" disabled={page === 1} onClick={() => show({ page: page - 1 })}>
            Newer
          </button>
          <span>
            Page {page}
            {log.value.total === undefined ? '' : ` · ${log.value.total} entries`}
          </span>
          <button type="button" disabled={!log.value.hasNext} onClick={() => show({ page: page + 1 })}>
            Older
          </button>
        </nav>
      )}
    </section>
  );
}
