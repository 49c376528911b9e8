/**
 * Returns a function that returns the token. Without the option, it makes one and prints it once. It makes the token at
 * once where it can, so that the user sees it before the first request. Workers allow random numbers only at a request.
 */
export function createTokenSource(option: string | undefined): () => string {
  let token = option;
  const readToken = (): string => {
    if (token === undefined) {
      token = generate();
      // biome-ignore lint/suspicious/noConsole: without the token no user can open the page.
      console.error(`[vzaps] Open the inspector's path with ?token=${token} (option \`token\` of createInspector()).`);
    }
    return token;
  };
  try {
    readToken();
  } catch {
    // The first request makes the token.
  }
  return readToken;
}

function generate(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
