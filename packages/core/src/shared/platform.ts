const { navigator } = globalThis as { navigator?: { userAgent?: string } };

/**
 * Whether one request may settle what another one awaits. On workerd it may not: a promise belongs to the request that
 * made it, and who awaits one that another request settles hangs (seen with compatibility dates before
 * `handle_cross_request_promise_resolution`). To await a promise that another request made and settles works there.
 */
export const REQUESTS_WAKE_EACH_OTHER = navigator?.userAgent !== 'Cloudflare-Workers';
