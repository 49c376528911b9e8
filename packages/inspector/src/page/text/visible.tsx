import type { ComponentChildren } from 'preact';

/**
 * Characters that a browser does not draw, or that change the direction of the text after them. A joiner is left alone
 * where a script or an emoji needs it.
 */
const INVISIBLE =
  /(?!\n|(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Tamil}|\p{Script=Sinhala}|\p{Script=Malayalam})[\u200c\u200d]|(?<=\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;

const LINE_END = /\n/g;

/** Shows text as text: control characters and bidirectional characters become visible, such as ⟦U+202E⟧. */
export function Visible({ text, oneLine = false }: { text: string; oneLine?: boolean }) {
  return <>{makeVisible(oneLine ? text.replace(LINE_END, ' ↵ ') : text)}</>;
}

export function makeVisible(text: string): ComponentChildren {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    parts.push(text.slice(end, match.index), <span class="escape">{nameOf(match[0])}</span>);
    end = match.index + match[0].length;
  }
  return parts.length === 0 ? text : [...parts, text.slice(end)];
}

function nameOf(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** The same where only plain text is possible, such as in an option of a list. */
export function makePlain(text: string): string {
  return text.replace(INVISIBLE, nameOf);
}
