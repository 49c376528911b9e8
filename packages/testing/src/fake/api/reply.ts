/** The reply of a route. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** `{ code, success, data }`, as most routes reply (doc). */
export const envelopedReply = (data: unknown): Reply => ({ status: 200, body: { code: 200, success: true, data } });

/** An object without an envelope, as instances, billing, TypeBot, Chatwoot and chats reply (doc). */
export const bareReply = (body: unknown): Reply => ({ status: 200, body });

/** VZaps documents no error body. Its SDKs read `message`. The other fields are ours. */
export const errorReply = (status: number, message: string): Reply => ({
  status,
  body: { code: status, success: false, message },
});
