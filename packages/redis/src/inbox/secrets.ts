/*
 * The keys under which a credential may stand, wherever in an event. Beside the event core has removed them; this is for
 * a payload that nobody has seen yet.
 */
const NAMES =
  '(?:x[-_]?)?(?:(?:instance|client|access|refresh|user|admin)[-_]?)?token|authorization|password|(?:client|webhook)[-_]?secret';
const CREDENTIAL = new RegExp(`^(?:${NAMES})$`, 'i');
/** Whether it is worth to look: reading keys one by one takes several times as long. */
const SUSPECT = new RegExp(`"(?:${NAMES})":"`, 'i');

/** Below these is what WhatsApp says, in its own words: the token of an order, which it is asked for with. */
const MESSAGE = /^(?:raw_?)?message$/i;

/** The signature of a URL that `createUrlSigner` signed, percent-encoded or not. */
const SIGNATURE = /(vzaps_signature(?:=|%3D))[\w.-]+/gi;

/** As JSON text, with its credentials emptied, and without the signature of a signed URL. */
export function withoutSecrets(value: unknown): string {
  const json = JSON.stringify(value);
  return (SUSPECT.test(json) ? JSON.stringify(value, createReplacer()) : json).replace(SIGNATURE, '$1');
}

function createReplacer() {
  const spared = new WeakSet<object>();
  return function (this: object, key: string, value: unknown): unknown {
    if (typeof value === 'object' && value !== null) {
      if (spared.has(this) || MESSAGE.test(key)) spared.add(value);
      return value;
    }
    return typeof value === 'string' && CREDENTIAL.test(key) && !spared.has(this) ? '' : value;
  };
}
