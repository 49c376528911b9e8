import { emitWarning } from '../../shared/emit-warning.ts';

/** Creates a function that warns at its first call. */
export function createInstanceWarning(): () => void {
  let hasWarned = false;
  return () => {
    if (hasWarned) return;
    hasWarned = true;
    emitWarning(
      'INSTANCE_UNKNOWN',
      'The verifier does not confirm the instance of a delivery. So the receiver uses the instance that the body claims. ' +
        'Verify with createUrlSigner(), or pass `instanceId` to the verifier or to createReceiver().',
    );
  };
}
