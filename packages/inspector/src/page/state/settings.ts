import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

/** `system` follows the setting of the operating system. */
export const theme = signal<Theme>(read('theme', ['system', 'light', 'dark'], 'system'));

/** Keys without a modifier, such as `/`. People who speak their input may switch them off. */
export const hasShortcuts = signal(read('shortcuts', ['on', 'off'], 'on') === 'on');

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(prefersDark.matches);
prefersDark.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

export const isDark = (): boolean => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark');

effect(() => {
  document.documentElement.style.colorScheme = theme.value === 'system' ? 'light dark' : theme.value;
  write('theme', theme.value);
});
effect(() => write('shortcuts', hasShortcuts.value ? 'on' : 'off'));

function read<T extends string>(key: string, values: readonly T[], otherwise: T): T {
  try {
    const stored = localStorage.getItem(`vzaps-inspector-${key}`);
    return values.find((value) => value === stored) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(`vzaps-inspector-${key}`, value);
  } catch {
    // The browser may forbid storage. The setting then lasts as long as the page.
  }
}
