import { expect, test } from 'vitest';
import { aServerCertificate } from '../../../test/builders/iam.ts';
import { AS_OF, daysBefore, evaluate, statuses } from '../../../test/inventory-of.ts';
import { iamServerCertificateValid as check } from './iam-server-certificate-valid.ts';

test('passes until it expires', () => {
  expect(statuses(check, aServerCertificate())).toEqual(['pass']);
  expect(statuses(check, aServerCertificate({ expiration: AS_OF }))).toEqual(['pass']);
});

test('fails once it has expired', () => {
  expect(evaluate(check, aServerCertificate({ expiration: daysBefore(1) }))).toMatchObject([
    { status: 'fail', summary: 'Server certificate legacy-site expired on 2026-10-31.' },
  ]);
  expect(statuses(check, aServerCertificate({ expiration: daysBefore(0.01) }))).toEqual(['fail']);
});

test('is unknown without a date', () => {
  expect(statuses(check, aServerCertificate({ expiration: '' }))).toEqual(['unknown']);
});
