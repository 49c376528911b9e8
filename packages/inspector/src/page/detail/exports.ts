import type { EventRecord } from '../../api/contract.ts';

/** Linux accepts at most 128 KiB in one argument. */
const MAX_ARGUMENT = 100_000;

const URL_PLACEHOLDER = 'http://localhost:3000/webhooks/vzaps';

/** A command that posts the delivery. It has no signature, so the receiver needs a signed URL in place of this one. */
export function curlOf(body: string): string {
  const start = `curl --request POST '${URL_PLACEHOLDER}' \\\n  --header 'content-type: application/json' \\\n  `;
  if (body.length < MAX_ARGUMENT) return `${start}--data-raw '${body.replaceAll("'", `'\\''`)}'\n`;
  return `${start}--data-binary @- <<'END_OF_DELIVERY'\n${body}\nEND_OF_DELIVERY\n`;
}

/** Such as `Message-3EB0A1.json`. */
export function fixtureNameOf({ type, key, id }: EventRecord): string {
  const name = `${type ?? 'Delivery'}-${key ?? id}`.replace(/[^\w.-]+/g, '-').slice(0, 100);
  return `${name}.json`;
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
