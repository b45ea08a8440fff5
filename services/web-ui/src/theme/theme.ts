import { applyMode, Mode } from '@cloudscape-design/global-styles';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'hopwise.theme';

export const readThemeChoice = (store: Pick<Storage, 'getItem'>): ThemeChoice => {
  const kept = store.getItem(storageKey);
  return themeChoices.find((choice) => choice === kept) ?? 'system';
};

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

export const applyTheme = (choice: ThemeChoice): void => {
  const dark = choice === 'dark' || (choice === 'system' && prefersDark.matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
};

/** Applies the stored choice, and follows the system while the choice is `system`. */
export const startTheme = (): void => {
  applyTheme(readThemeChoice(localStorage));
  prefersDark.addEventListener('change', () => applyTheme(readThemeChoice(localStorage)));
};

export const chooseTheme = (choice: ThemeChoice): void => {
  localStorage.setItem(storageKey, choice);
  applyTheme(choice);
};
