import type { Instance } from '../../state/instance.ts';

/** An instance as the API writes it (doc), without its token. */
export function instanceRow(instance: Instance): Record<string, unknown> {
  const { id, settings, webhook, events, connected, phone, billing, createdAt } = instance;
  return {
    id,
    url: '',
    reject_calls: false,
    auto_read_messages: false,
    labels: {},
    ...settings,
    webhook,
    events_subscribe: events.join(','),
    connected,
    connected_at: connected ? createdAt.toISOString() : null,
    whatsapp_push_name: connected ? 'Fake' : null,
    whatsapp_jid: connected ? `${phone}@s.whatsapp.net` : null,
    billing_status: billing,
    created_at: createdAt.toISOString(),
    updated_at: createdAt.toISOString(),
    cancel_at: null,
    expired_at: null,
  };
}

/** That the list has a `summary` is documented, what it holds is not: ours. */
export function summaryOf(instances: readonly Instance[]): Record<string, number> {
  const connected = instances.filter((each) => each.connected).length;
  return { total: instances.length, connected, disconnected: instances.length - connected };
}
