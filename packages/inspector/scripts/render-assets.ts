import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const page = new URL('../src/page/', import.meta.url);

/** The generated file. `generate.ts` writes it; a test compares it. */
export const ASSETS_FILE: URL = new URL('assets.generated.ts', page);

/** What the page's server sends. */
export interface Page {
  html: string;
  signIn: string;
  signInFailed: string;
  signInStyleHash: string;
  assets: Record<'app.js' | 'app.css' | 'icon.svg', { type: string; text: string }>;
}

export async function bundlePage(): Promise<Page> {
  const [script, css, tokens, signInCss] = await Promise.all(
    ['main.tsx', 'styles/app.css', 'styles/tokens.css', 'styles/sign-in.css'].map(bundle),
  );
  const icon = minifyMarkup(read('icon.svg'));
  const style = `${tokens}${signInCss}`.trim();
  const signIn = (error: string): string =>
    minifyMarkup(read('sign-in.html'))
      .replace('/* styles/sign-in.css */', () => style)
      .replace('<!-- icon -->', () => icon)
      .replace('<!-- error -->', error);
  return {
    html: minifyMarkup(read('index.html')),
    signIn: signIn(''),
    signInFailed: signIn('This token is not valid.'),
    signInStyleHash: `sha256-${createHash('sha256').update(style).digest('base64')}`,
    assets: {
      'app.js': { type: 'text/javascript; charset=utf-8', text: script ?? '' },
      'app.css': { type: 'text/css; charset=utf-8', text: css ?? '' },
      'icon.svg': { type: 'image/svg+xml', text: icon },
    },
  };
}

export async function renderAssets(): Promise<string> {
  const { html, signIn, signInFailed, signInStyleHash, assets } = await bundlePage();
  const text = (value: string): string => JSON.stringify(value);
  return `// Generated from the files in this folder: \`pnpm --filter @vzaps/inspector generate\`. Do not edit.
export const PAGE_HTML: string = ${text(html)};
export const SIGN_IN_HTML: string = ${text(signIn)};
export const SIGN_IN_FAILED_HTML: string = ${text(signInFailed)};
/** Of the style in the sign-in pages, for the header \`content-security-policy\`. */
export const SIGN_IN_STYLE_HASH: string = ${text(signInStyleHash)};
export const ASSETS: Record<${Object.keys(assets)
    .map((name) => `'${name}'`)
    .join(' | ')}, { type: string; text: string }> = {
${Object.entries(assets)
  .map(([name, asset]) => `  ${text(name)}: { type: ${text(asset.type)}, text: ${text(asset.text)} },`)
  .join('\n')}
};
`;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(page),
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Text stays readable, and the file small: each character outside ASCII would have six bytes.
    charset: 'utf8',
    legalComments: 'none',
    // Without this, esbuild reads the tsconfig.json of the folder, which is for the type check.
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text.trimEnd() ?? '';
}

function read(name: string): string {
  return readFileSync(new URL(name, page), 'utf8');
}

/** Removes the line ends and indents between tags. */
function minifyMarkup(text: string): string {
  return text.replace(/\n\s*/g, '').trim();
}
