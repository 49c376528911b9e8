import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { timingSafeEqual } from 'hono/utils/buffer';

export type TokenOf = (c: Context) => string | undefined;

const COOKIE = 'vzaps_viewer';
const MONTH_S = 30 * 24 * 60 * 60;

// Not a redirect: to one that began on another site, the browser does not bring a strict cookie along.
const SIGNED_IN = '<!doctype html><meta http-equiv="refresh" content="0;url=/"><a href="/">To the events</a>';

/**
 * The page shows phone numbers. With a token it is for whoever has opened `/?token=…` once; without one it answers
 * only to this machine's own names, since any site may have a name that leads here.
 */
export function gate(tokenOf: TokenOf): MiddlewareHandler {
  return async (c, next) => {
    const token = tokenOf(c);
    const loopback = isLoopback(new URL(c.req.url).hostname);
    if (!token) return loopback ? next() : c.text('Set VIEWER_TOKEN to open this page from elsewhere.', 403);
    if (await timingSafeEqual(c.req.query('token') ?? '', token)) {
      setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Strict', secure: !loopback, maxAge: MONTH_S });
      return c.html(SIGNED_IN);
    }
    if (await timingSafeEqual(getCookie(c, COOKIE) ?? '', token)) return next();
    return c.text('Open /?token=… once, with the VIEWER_TOKEN of this viewer.', 401);
  };
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
