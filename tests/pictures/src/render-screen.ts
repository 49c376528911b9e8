import type { Browser } from 'playwright-core';
import type { Span } from './terminal-screen.ts';

/** The sixteen colours of the terminal: readable on its dark background. */
const PALETTE = [
  ['#3b4744', '#f2776d', '#5fd3a2', '#e8bf62', '#7db7f5', '#cf9df0', '#6cc9cf', '#d9e2dd'],
  ['#73837b', '#ff9a91', '#86e6bd', '#f5d58b', '#a3cdfa', '#e0bdf7', '#94dfe4', '#ffffff'],
].flat();

const STYLE = `
  body { margin: 0; background: transparent; }
  .window { width: max-content; border-radius: 10px; background: #101715; box-shadow: inset 0 0 0 1px #33403a; }
  .bar { display: flex; gap: 7px; padding: 12px 14px 4px; }
  .bar i { width: 11px; height: 11px; border-radius: 50%; background: #3b4744; }
  pre { margin: 0; padding: 8px 18px 18px; color: #d9e2dd; font: 14px/1.5 "DejaVu Sans Mono", ui-monospace, monospace; }
`;

/** Draws the lines of a terminal as a picture. */
export async function renderScreen(browser: Browser, lines: Span[][], path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 }, deviceScaleFactor: 1.5 });
  const last = lines.findLastIndex((spans) => spans.some(({ text }) => text.trim() !== ''));
  const body = lines
    .slice(0, last + 1)
    .map((spans) => spans.map(renderSpan).join('').trimEnd())
    .join('\n');
  await page.setContent(
    `<style>${STYLE}</style><div class="window"><div class="bar"><i></i><i></i><i></i></div><pre>${body}</pre></div>`,
  );
  await page.locator('.window').screenshot({ path, omitBackground: true });
  await page.close();
}

function renderSpan({ text, color, isBold, isDim }: Span): string {
  const styles = [
    color !== undefined && PALETTE[color] && `color:${PALETTE[color]}`,
    isBold && 'font-weight:bold',
    isDim && 'opacity:.65',
  ].filter(Boolean);
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return styles.length > 0 ? `<span style="${styles.join(';')}">${escaped}</span>` : escaped;
}
