import { useState } from 'preact/hooks';
import type { EventDetail, ReplayResult } from '../../api/contract.ts';
import { TextBlock } from '../json/json-pane.tsx';
import { announceNow } from '../state/announcer.ts';
import { hrefOf } from '../state/route.ts';
import { post, serverState } from '../state/server.ts';
import { formatMilliseconds } from '../text/format.ts';
import { Visible } from '../text/visible.tsx';
import { Failure } from '../views/empty.tsx';
import { useAction } from '../views/use-action.ts';

interface Props {
  detail: EventDetail;
  path: string;
}

/** Runs the handlers with the event again, or posts the delivery to a URL. */
export function Replay({ detail, path }: Props) {
  const state = serverState.value;
  const [result, setResult] = useState<ReplayResult>();
  const [isOpen, setOpen] = useState(false);
  const [url, setUrl] = useState(state?.forwardTo ?? '');
  const replay = async (body: { url?: string }): Promise<void> => {
    setResult(undefined);
    const answer: ReplayResult = await (await post(`${path}/replay`, body)).json();
    setResult(answer);
    announceNow(describe(answer));
  };
  const toHandlers = useAction(() => replay({}));
  const toUrl = useAction(() => replay({ url }));
  if (!state || state.readOnly) return null;
  const canReplay = state.can.replay && detail.event !== undefined;
  const canReplayToUrl = state.can.replayToUrl && detail.raw !== undefined;
  const isRunning = toHandlers.isRunning || toUrl.isRunning;
  const error = toHandlers.error ?? toUrl.error;
  return (
    <>
      <div class="group">
        {canReplay && (
          <button
            type="button"
            class="small primary"
            disabled={isRunning}
            title="The handlers run again, even if the event was handled before"
            onClick={() => toHandlers.run()}
          >
            Replay to the handlers
          </button>
        )}
        {canReplayToUrl && (
          <button type="button" class="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Replay to a URL
          </button>
        )}
      </div>
      {isOpen && canReplayToUrl && (
        <form
          class="replay-url"
          onSubmit={(event) => {
            event.preventDefault();
            toUrl.run();
          }}
        >
          <label>
            URL
            <input
              type="url"
              required
              placeholder="http://localhost:3000/webhooks/vzaps"
              value={url}
              onInput={({ currentTarget }) => setUrl(currentTarget.value)}
            />
          </label>
          <button type="submit" disabled={isRunning}>
            Send
          </button>
        </form>
      )}
      {isRunning && <p class="result">Replaying …</p>}
      {error && <Failure message={error} />}
      {result && <Result result={result} />}
    </>
  );
}

function Result({ result }: { result: ReplayResult }) {
  const { recordId, body, error } = result;
  return (
    <div class="result" data-failed={error !== undefined || result.outcome === 'failed'}>
      <p>
        <Visible text={describe(result)} />
        {recordId && (
          <>
            {' '}
            <a href={hrefOf({ view: 'events', id: recordId })}>Show this replay</a>
          </>
        )}
      </p>
      {body && <TextBlock label="Body of the response" text={body} />}
    </div>
  );
}

function describe({ outcome, status, milliseconds, error }: ReplayResult): string {
  if (error !== undefined) return `The replay failed: ${error}`;
  const parts = [outcome, status === undefined ? undefined : `status ${status}`, formatMilliseconds(milliseconds)];
  return `Replayed: ${parts.filter(Boolean).join(', ')}.`;
}
