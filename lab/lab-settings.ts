import { parseIntent } from '../src/app/config/parse-intent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/model/settings.ts';

const SELECTORS = { database: { securityGroups: ['database', 'storefront-data'] } };
const NAMES = Object.keys(SELECTORS);

/** What both accounts want of their networks: some checks go by what is wanted, and judge nothing without. */
export const LAB_SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  administrationOrigins: ['203.0.113.0/24'],
  intents: {
    selectors: SELECTORS,
    rules: ['deny internet -> database', 'deny database -> internet'].map((text) => parseIntent(text, NAMES)),
  },
};
