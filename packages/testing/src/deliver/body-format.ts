/** The ways in which a payload can be sent. */
export const BODY_FORMATS = ['json', 'form', 'multipart'] as const;
/** How `deliver()` sends a payload: as JSON, or as the field `jsonData` of a form. */
export type BodyFormat = (typeof BODY_FORMATS)[number];

export interface EncodedBody {
  body: string | Uint8Array;
  contentType: string;
}

const BOUNDARY = 'vzaps-testing-7f3c1d';

/** Encodes a payload. Text and bytes are sent unchanged as JSON, and as the field's value in a form. */
export function encodeBody(payload: unknown, format: BodyFormat): EncodedBody {
  const json = typeof payload === 'string' || payload instanceof Uint8Array ? payload : JSON.stringify(payload ?? null);
  switch (format) {
    case 'json':
      return { body: json, contentType: 'application/json' };
    case 'form':
      return {
        body: new URLSearchParams({ jsonData: textOf(json) }).toString(),
        contentType: 'application/x-www-form-urlencoded',
      };
    case 'multipart':
      return { body: multipart(json), contentType: `multipart/form-data; boundary=${BOUNDARY}` };
  }
}

function multipart(json: string | Uint8Array): string {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="jsonData"\r\n\r\n`;
  return `${head}${textOf(json)}\r\n--${BOUNDARY}--\r\n`;
}

const textOf = (json: string | Uint8Array): string => (typeof json === 'string' ? json : Buffer.from(json).toString());
