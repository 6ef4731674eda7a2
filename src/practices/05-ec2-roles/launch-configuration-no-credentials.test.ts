import { expect, test } from 'vitest';
import { aConfigurationWith } from '../../../test/builders/launch-users.ts';
import { cleanText, leakyText } from '../../../test/builders/scanned-text.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { launchConfigurationNoCredentials as check } from './launch-configuration-no-credentials.ts';

test('passes when nothing was found, fails when something was', () => {
  expect(statuses(check, aConfigurationWith({ userData: cleanText }))).toEqual(['pass']);
  expect(statuses(check, aConfigurationWith({ userData: leakyText() }))).toEqual(['fail']);
});
