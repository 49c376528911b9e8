import type { ComponentChildren } from 'preact';
import type { EventRecord } from '../../api/contract.ts';
import { formatBytes, formatDateAndTime, formatMilliseconds } from '../text/format.ts';
import { Visible } from '../text/visible.tsx';

export function Facts({ record }: { record: EventRecord }) {
  return (
    <dl class="facts card">
      <Fact name="Status">{record.status}</Fact>
      <Fact name="Duration">{formatMilliseconds(record.milliseconds)}</Fact>
      <Fact name="Received">{formatDateAndTime(record.at)}</Fact>
      <Fact name="Size">{formatBytes(record.bytes)}</Fact>
      {record.source && <Fact name="Source">{record.source}</Fact>}
      <Text name="Phone" text={record.phone} />
      <Text name="Instance" text={record.instanceId ?? 'not verified'} />
      <Text name="Conversation" text={record.conversation} />
      <Text name="Key" text={record.key} />
    </dl>
  );
}

function Text({ name, text }: { name: string; text: string | undefined }) {
  return text ? (
    <Fact name={name}>
      <span class="id">
        <Visible text={text} />
      </span>
    </Fact>
  ) : null;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
