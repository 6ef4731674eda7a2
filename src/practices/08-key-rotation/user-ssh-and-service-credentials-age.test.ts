import { expect, test } from 'vitest';
import { aUser, aUserCredential } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { userSshAndServiceCredentialsAge as check } from './user-ssh-and-service-credentials-age.ts';

function aged(days: number) {
  return read([aUserCredential({ createDate: daysBefore(days) })]);
}

test.each(['sshPublicKeys', 'serviceSpecificCredentials', 'signingCertificates'] as const)(
  'passes up to 90 days and fails from the 91st: %s',
  (field) => {
    expect(statuses(check, aUser({ [field]: aged(90) }))).toEqual(['pass']);
    expect(statuses(check, aUser({ [field]: aged(91) }))).toEqual(['fail']);
    expect(statuses(check, aUser({ [field]: deniedCall(`iam:List ${field}`) }))).toEqual(['unknown']);
  },
);

test('judges each by itself; one denied list costs its own', () => {
  const user = aUser({
    sshPublicKeys: read([
      aUserCredential({ id: 'APKAOLD', createDate: daysBefore(200) }),
      aUserCredential({ id: 'APKAOFF', createDate: daysBefore(200), status: 'Inactive' }),
    ]),
    serviceSpecificCredentials: read([
      aUserCredential({ id: 'ACCANEW', serviceName: 'codecommit.amazonaws.com' }),
    ]),
    signingCertificates: deniedCall('iam:ListSigningCertificates'),
  });
  expect(evaluate(check, user)).toMatchObject([
    {
      status: 'fail',
      key: 'APKAOLD',
      summary: 'The SSH public key APKAOLD of alice is 200 days old; the limit is 90.',
    },
    { status: 'pass', key: 'ACCANEW', evidence: { serviceName: 'codecommit.amazonaws.com' } },
    { status: 'unknown', key: 'signing certificate' },
  ]);
});

test('does not concern users without such credentials', () => {
  expect(statuses(check, aUser())).toEqual(['not-applicable']);
});

test('is unknown when one has no date', () => {
  expect(statuses(check, aUser({ sshPublicKeys: read([aUserCredential({ createDate: '' })]) }))).toEqual([
    'unknown',
  ]);
});
