import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceOf } from './choice.ts';
import { type Settings, settingsOf, THEMES, USUAL_SETTINGS, withSettings } from './settings.ts';

const settings: fc.Arbitrary<Settings> = fc.record({
  theme: fc.constantFrom(...THEMES),
  shortcuts: fc.boolean(),
});

test('an address keeps the settings beside the choice', () => {
  fc.assert(
    fc.property(settings, fc.constantFrom('', '#view=coverage', '#practice=3&text=a%26b'), (each, hash) => {
      const address = withSettings(hash, each);
      expect(settingsOf(address, USUAL_SETTINGS)).toEqual(each);
      expect(choiceOf(address)).toEqual(choiceOf(hash));
    }),
  );
});

test('an address that says nothing of them leaves them as they are', () => {
  fc.assert(
    fc.property(settings, (before) => {
      expect(settingsOf('#practice=3', before)).toEqual(before);
    }),
  );
});
