import type { Theme } from './settings.ts';

/** The style sheet shows the section that the root element names; all of them where no script runs. */
export function showView(view: string): void {
  document.documentElement.dataset['view'] = view;
}

export function showTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
