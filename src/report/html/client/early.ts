import { choiceOf } from './choice.ts';
import { settingsOf, USUAL_SETTINGS } from './settings.ts';
import { showTheme, showView } from './shown-on-root.ts';

/** Runs before anything is drawn, so that neither another section nor the other theme flashes up. */
showView(choiceOf(location.hash).view);
showTheme(settingsOf(location.hash, USUAL_SETTINGS).theme);
