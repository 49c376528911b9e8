import { createAttempts } from './attempts.ts';
import { equalText } from './equal-text.ts';

export interface Access {
  /** Whether a request has the cookie of a browser that was signed in. */
  isSignedIn(request: Request): Promise<boolean>;
  /** Checks a token. `limited`: too many wrong tokens came within the last minute, so none is accepted. */
  check(token: string): Promise<'accepted' | 'wrong' | 'limited'>;
  /** The header `set-cookie` that signs a browser in. */
  createCookie(request: Request): Promise<string>;
  /** The header `set-cookie` that signs a browser out. */
  removeCookie(request: Request): string;
}

const MONTH_S = 30 * 24 * 60 * 60;

/**
 * Admits requests that prove knowledge of the token. `readToken` is called at a request, because Workers make random
 * numbers only there.
 */
export function createAccess(readToken: () => string): Access {
  const attempts = createAttempts();
  let expected: { token: string; cookie: string } | undefined;

  // The values are kept and not a promise: on workerd, a request must not await a promise of another request.
  async function readExpected(): Promise<{ token: string; cookie: string }> {
    if (expected) return expected;
    const token = readToken();
    expected = { token: await digest(`token ${token}`), cookie: await digest(`cookie ${token}`) };
    return expected;
  }

  return {
    async isSignedIn(request) {
      const cookie = readCookie(request.headers.get('cookie') ?? '', cookieName(request));
      return cookie !== undefined && equalText(cookie, (await readExpected()).cookie);
    },
    async check(token) {
      if (attempts.isLimited()) return 'limited';
      const { token: own } = await readExpected();
      if (equalText(await digest(`token ${token}`), own)) return 'accepted';
      attempts.addFailure();
      return 'wrong';
    },
    async createCookie(request) {
      return formatCookie(request, (await readExpected()).cookie, MONTH_S);
    },
    removeCookie: (request) => formatCookie(request, '', 0),
  };
}

/** The cookie contains a digest, because a cookie is easier to steal than the token. */
async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`vzaps inspector ${text}`));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Cookies of one host are shared by all its ports, and each port can have an inspector. */
function cookieName(request: Request): string {
  return `vzaps_inspector_${new URL(request.url).port || 'web'}`;
}

/**
 * Without `Path`, so the browser limits the cookie to the folder of the page. The server does not always know that path.
 * `Secure` is left out on loopback, where some browsers demand https for it.
 */
function formatCookie(request: Request, value: string, maxAge: number): string {
  const isLocal = /^(localhost|.*\.localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(request.url).hostname);
  return `${cookieName(request)}=${value}; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${isLocal ? '' : '; Secure'}`;
}

function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key.trim() === name) return value.trim();
  }
  return undefined;
}
