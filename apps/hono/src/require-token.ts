import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { timingSafeEqual } from 'hono/utils/buffer';

export type TokenSource = (c: Context) => string | undefined;

const COOKIE = 'vzaps_viewer';
const MONTH_S = 30 * 24 * 60 * 60;

// Not a redirect: browsers do not send a strict cookie with a redirect that began on another site.
const SIGNED_IN = '<!doctype html><meta http-equiv="refresh" content="0;url=/"><a href="/">To the events</a>';

/**
 * Protects the page, because it shows phone numbers. A browser opens `/?token=…` once, and gets a cookie. The address of
 * a request is no protection: behind a proxy, each request comes from this machine.
 */
export function requireToken(tokenOf: TokenSource): MiddlewareHandler {
  return async (c, next) => {
    const token = tokenOf(c);
    if (!token) return c.text('Set VIEWER_TOKEN to open this page.', 403);
    if (await timingSafeEqual(c.req.query('token') ?? '', token)) {
      const isLocal = /^(localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(c.req.url).hostname);
      setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Strict', secure: !isLocal, maxAge: MONTH_S });
      return c.html(SIGNED_IN);
    }
    if (await timingSafeEqual(getCookie(c, COOKIE) ?? '', token)) return next();
    return c.text('Open /?token=… once, with the token of this viewer.', 401);
  };
}
