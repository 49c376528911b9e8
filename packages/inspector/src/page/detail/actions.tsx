import type { EventDetail } from '../../api/contract.ts';
import { hrefOf } from '../state/route.ts';
import { serverState } from '../state/server.ts';
import { Failure } from '../views/empty.tsx';
import { useAction } from '../views/use-action.ts';
import { CopyButton, fetchText } from './copy.tsx';
import { curlOf, download, fixtureNameOf } from './exports.ts';
import { Replay } from './replay.tsx';

export function Actions({ detail, path }: { detail: EventDetail; path: string }) {
  const { record, raw } = detail;
  const hasRaw = raw !== undefined;
  const rawPath = `${path}/raw`;
  const fixture = useAction(async () => download(fixtureNameOf(record), await fetchText(rawPath)));
  const href = hrefOf({ view: 'events', id: record.id });
  return (
    <div class="action-groups">
      <Replay detail={detail} path={path} />
      <div class="group">
        <CopyButton label="Copy link" name="link" textOf={async () => new URL(href, location.href).href} />
        {hasRaw && (
          <CopyButton label="Copy as curl" name="curl command" textOf={async () => curlOf(await fetchText(rawPath))} />
        )}
        {hasRaw && (
          <button type="button" class="small" disabled={fixture.isRunning} onClick={() => fixture.run()}>
            Save as fixture
          </button>
        )}
        {record.outcome === 'failed' && serverState.value?.can.logs && record.instanceId && (
          <a class="button small" href={hrefOf({ view: 'logs', id: record.instanceId })}>
            Retry in the delivery log
          </a>
        )}
      </div>
      {fixture.error && <Failure message={fixture.error} />}
    </div>
  );
}
