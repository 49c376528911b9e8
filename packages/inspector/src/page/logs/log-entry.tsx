import { useMemo } from 'preact/hooks';
import { CopyButton } from '../detail/copy.tsx';
import { JsonPane } from '../json/json-pane.tsx';
import { toLines } from '../json/lines.ts';
import { Failure } from '../views/empty.tsx';
import { useJson } from '../views/use-json.ts';

/** One entry of the log with its payload. */
export function LogEntry({ instanceId, logId }: { instanceId: string; logId: string }) {
  const path = `logs/${encodeURIComponent(logId)}?${new URLSearchParams({ instanceId })}`;
  const { value, error } = useJson<unknown>(path);
  const lines = useMemo(() => toLines(value), [value]);
  if (error) return <Failure message={error} />;
  if (value === undefined) return <p class="quiet">Loading …</p>;
  return (
    <div class="pane">
      <header>
        <h4>Entry {logId}</h4>
        <CopyButton label="Copy JSON" name="entry" path={path} />
      </header>
      <JsonPane label="Entry of the log" lines={lines} />
    </div>
  );
}
