import type { Instance } from '../../state/instance.ts';

/** Builds an instance as the API returns it (doc), with its token. */
export function instanceRow(instance: Instance): Record<string, unknown> {
  const { id, token, settings, webhook, events, connected, phone, billing, createdAt } = instance;
  return {
    id,
    token,
    url: '',
    reject_calls: false,
    auto_read_messages: false,
    labels: {},
    ...settings,
    webhook,
    events_subscribe: events.join(','),
    status: connected ? 'connected' : 'disconnected',
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

/** The `summary` of the list. It is documented, but its content is not, so these fields are ours. */
export function summaryOf(instances: readonly Instance[]): Record<string, number> {
  const connected = instances.filter((each) => each.connected).length;
  return { total: instances.length, connected, disconnected: instances.length - connected };
}
