/*
 * The keys under which a credential may stand, wherever in an event. Beside the event core has removed them; this is for
 * a payload that nobody has seen yet. A key of JSON text is in quotes that no backslash stands before: what people write
 * in their messages is not touched.
 */
const CREDENTIAL =
  /(?<!\\)"((?:x[-_]?)?(?:(?:instance|client|access|refresh|user|admin)[-_]?)?token|authorization|password|(?:client|webhook)[-_]?secret)":"(?:[^"\\]|\\.)*"/gi;

/** The signature of a URL that `createUrlSigner` signed, percent-encoded or not. */
const SIGNATURE = /(vzaps_signature(?:=|%3D))[\w.-]+/gi;

/** JSON text with its credentials emptied, and without the signature of a signed URL. */
export function withoutSecrets(json: string): string {
  return json.replace(CREDENTIAL, '"$1":""').replace(SIGNATURE, '$1');
}
