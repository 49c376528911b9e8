import { useRef } from 'preact/hooks';
import { Failure } from './empty.tsx';
import { useAction } from './use-action.ts';

interface Props {
  label: string;
  question: string;
  /** What the button does, in one word. */
  verb: string;
  disabled?: boolean;
  onConfirm(): Promise<void>;
}

/** A button whose action cannot be undone. It asks first. */
export function ConfirmButton({ label, question, verb, disabled = false, onConfirm }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const action = useAction(async () => {
    await onConfirm();
    dialog.current?.close();
  });
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog ref={dialog} aria-label={label}>
        <p>{question}</p>
        {action.error && <Failure message={action.error} />}
        <div class="buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="button" class="danger" disabled={action.isRunning} onClick={() => action.run()}>
            {verb}
          </button>
        </div>
      </dialog>
    </>
  );
}
