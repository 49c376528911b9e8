/*
 * Names of fields that may hold a credential inside an event. Core has already removed the credentials of the envelope.
 * These names cover payloads that core does not know.
 */
const NAMES =
  '(?:x[-_]?)?(?:(?:instance|client|access|refresh|user|admin)[-_]?)?token|authorization|password|(?:client|webhook)[-_]?secret';
const CREDENTIAL_NAME = new RegExp(`^(?:${NAMES})$`, 'i');
/** A quick test of the text: visiting each key takes several times as long. */
const MAY_CONTAIN_CREDENTIAL = new RegExp(`"(?:${NAMES})":"`, 'i');

/** A message contains fields of WhatsApp. The token of an order is one of them. It is kept, because it is needed later. */
const MESSAGE_NAME = /^(?:raw_?)?message$/i;

/** The signature in a URL that `createUrlSigner` signed, percent-encoded or not. */
const SIGNATURE = /(vzaps_signature(?:=|%3D))[\w.-]+/gi;

/** Returns the value as JSON text, with empty strings in place of credentials and without the signatures of signed URLs. */
export function withoutSecrets(value: unknown): string {
  const json = JSON.stringify(value);
  const cleaned = MAY_CONTAIN_CREDENTIAL.test(json) ? JSON.stringify(value, createReplacer()) : json;
  return cleaned.replace(SIGNATURE, '$1');
}

function createReplacer() {
  const insideMessage = new WeakSet<object>();
  return function (this: object, key: string, value: unknown): unknown {
    if (typeof value === 'object' && value !== null) {
      if (insideMessage.has(this) || MESSAGE_NAME.test(key)) insideMessage.add(value);
      return value;
    }
    return typeof value === 'string' && CREDENTIAL_NAME.test(key) && !insideMessage.has(this) ? '' : value;
  };
}
