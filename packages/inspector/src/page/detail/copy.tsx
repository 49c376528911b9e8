import { useEffect, useState } from 'preact/hooks';
import { announceNow } from '../state/announcer.ts';
import { describeError, request } from '../state/server.ts';

const SHOWN_MS = 2000;

/** Writes text to the clipboard. Some browsers allow this only at once after a click, so the text may come later. */
export async function copy(text: Promise<string>): Promise<void> {
  if (!navigator.clipboard) return copyBySelection(await text);
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

/** A page without TLS on another host than localhost has no clipboard. */
function copyBySelection(text: string): void {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  if (!isDone) throw new Error('The browser does not let this page copy.');
}

/** The exact text that the server has, not what the page shows. */
export async function fetchText(path: string): Promise<string> {
  return (await request(path)).text();
}

interface Props {
  label: string;
  /** What is copied, for screen readers. */
  name: string;
  /** The text is the server's answer to this path below api/. */
  path?: string;
  textOf?: () => Promise<string>;
}

export function CopyButton({ label, name, path, textOf = () => fetchText(path ?? '') }: Props) {
  const [result, setResult] = useState('');
  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setResult(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);
  async function onClick(): Promise<void> {
    try {
      await copy(textOf());
      setResult('Copied');
      announceNow(`Copied: ${name}`);
    } catch (error) {
      setResult('Failed');
      announceNow(`Not copied: ${describeError(error)}`);
    }
  }
  return (
    <button type="button" class="small" onClick={onClick} data-result={result}>
      {result || label}
      <span class="sr"> {name}</span>
    </button>
  );
}
