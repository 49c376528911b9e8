import type { RefObject } from 'preact';
import { hasShortcuts } from '../state/settings.ts';

const KEYS: readonly (readonly [keys: readonly string[], action: string])[] = [
  [['/'], 'Search'],
  [['↓', 'j'], 'Next event'],
  [['↑', 'k'], 'Previous event'],
  [['Home', 'End'], 'First and last event'],
  [['Enter'], 'Open the event'],
  [['Escape'], 'Close the event'],
];

export function KeyboardDialog({ dialog }: { dialog: RefObject<HTMLDialogElement> }) {
  return (
    <dialog ref={dialog} aria-labelledby="keyboard-title">
      <h2 id="keyboard-title">Keyboard</h2>
      <dl class="keys">
        {KEYS.map(([keys, action]) => (
          <div key={action}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={hasShortcuts.value}
          onChange={({ currentTarget }) => {
            hasShortcuts.value = currentTarget.checked;
          }}
        />
        Use keys without a modifier
      </label>
      <form method="dialog" class="buttons">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
