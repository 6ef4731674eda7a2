import { expect, test } from 'vitest';
import { aCertificate } from '../../../test/builders/data-stores.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { acmCertificateRenewal as check } from './acm-certificate-renewal.ts';

const renewalStatus = deniedCall('acm:DescribeCertificate');

function ends(days: number) {
  return aCertificate({ notAfter: daysBefore(-days) });
}

test('passes with more than 30 days left', () => {
  expect(statuses(check, ends(31))).toEqual(['pass']);
  expect(statuses(check, ends(30), { settings: { certificateExpiryDays: 14 } })).toEqual(['pass']);
});

test('fails from 30 days before its end, whoever issued it', () => {
  expect(evaluate(check, ends(30))).toMatchObject([
    { status: 'fail', summary: 'The certificate of www.example.com expires in 30 days and is not renewed.' },
  ]);
  expect(statuses(check, aCertificate({ notAfter: daysBefore(-3), certificateType: 'IMPORTED' }))).toEqual([
    'fail',
  ]);
});

test('fails when it has expired, with or without its date', () => {
  expect(statuses(check, ends(-0.1))).toEqual(['fail']);
  expect(statuses(check, aCertificate({ status: 'EXPIRED', notAfter: null }))).toEqual(['fail']);
});

test.each(['FAILED', 'PENDING_VALIDATION'])('fails early when its renewal is %s', (status) => {
  expect(statuses(check, aCertificate({ renewalStatus: read(status) }))).toEqual(['fail']);
});

test.each(['SUCCESS', 'PENDING_AUTO_RENEWAL'])('passes while its renewal is %s', (status) => {
  expect(statuses(check, aCertificate({ renewalStatus: read(status) }))).toEqual(['pass']);
});

test.each(['PENDING_VALIDATION', 'VALIDATION_TIMED_OUT', 'FAILED', 'INACTIVE', 'REVOKED'])(
  'does not concern a request that is %s',
  (status) => {
    expect(statuses(check, aCertificate({ status, notAfter: null }))).toEqual(['not-applicable']);
  },
);

test('is unknown when the renewal was denied, unless its end decides', () => {
  expect(evaluate(check, aCertificate({ renewalStatus }))).toMatchObject([
    { status: 'unknown', unread: [renewalStatus] },
  ]);
  expect(statuses(check, { ...ends(30), renewalStatus })).toEqual(['fail']);
});

test('is unknown when neither list nor description told its end', () => {
  const bare = aCertificate({ status: 'UNKNOWN', notAfter: null, renewalStatus });
  expect(evaluate(check, bare)).toMatchObject([{ status: 'unknown', unread: [{}, renewalStatus] }]);
});
