export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What stays as it is from view to view, whatever a link's address leaves unsaid. */
export interface Settings {
  readonly theme: Theme;
  /** Whether single keys are shortcuts. https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts */
  readonly shortcuts: boolean;
}

export const USUAL_SETTINGS: Settings = { theme: 'auto', shortcuts: true };

/** Those that an address says, else those of before. */
export function settingsOf(hash: string, before: Settings): Settings {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const keys = said.get('keys');
  return {
    theme: THEMES.find((theme) => theme === said.get('theme')) ?? before.theme,
    shortcuts: keys === null ? before.shortcuts : keys !== 'off',
  };
}

/** The address with the settings that are not as usual. */
export function withSettings(hash: string, { theme, shortcuts }: Settings): string {
  const said = [
    hash.replace(/^#/, ''),
    theme === 'auto' ? '' : `theme=${theme}`,
    shortcuts ? '' : 'keys=off',
  ].filter((part) => part !== '');
  return said.length === 0 ? '' : `#${said.join('&')}`;
}
