import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { scanVariables } from '../../credential-scan/credential-scan.ts';
import { collectors } from './ssm.ts';

async function collect(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('ssm', answers);
  return { ...(await collected(collectors, 'AWS::SSM::Parameter', api)), calls: api.calls };
}

const VALUE = 'correct7horse';

test('String values are scanned, SecureString values never asked for', async () => {
  const { resources, calls } = await collect({
    DescribeParameters: {
      Parameters: [
        {
          Name: '/db/password',
          ARN: 'arn:aws:ssm:us-east-1:111122223333:parameter/db/password',
          Type: 'String',
          LastModifiedDate: new Date('2026-01-01T00:00:00Z'),
        },
        { Name: 'token', Type: 'SecureString', KeyId: 'alias/aws/ssm' },
        { Name: 'untold' },
      ],
    },
    'GetParameters {"Names":["/db/password"],"WithDecryption":false}': {
      Parameters: [{ Name: '/db/password', Value: VALUE }],
    },
  });
  const place = { type: 'AWS::SSM::Parameter', account: '111122223333', region: 'us-east-1' };
  const none = read({ length: 0, sha256: null, matches: [] });
  expect(resources).toEqual([
    {
      ...place,
      arn: 'arn:aws:ssm:us-east-1:111122223333:parameter/db/password',
      id: '/db/password',
      parameterType: 'String',
      keyId: null,
      lastModifiedDate: '2026-01-01T00:00:00.000Z',
      plainValue: read(scanVariables({ '/db/password': VALUE })),
    },
    {
      ...place,
      arn: 'arn:aws:ssm:us-east-1:111122223333:parameter/token',
      id: 'token',
      parameterType: 'SecureString',
      keyId: 'alias/aws/ssm',
      lastModifiedDate: null,
      plainValue: none,
    },
    expect.objectContaining({ id: 'untold', parameterType: 'SecureString', plainValue: none }),
  ]);
  expect(JSON.stringify(resources)).not.toContain(VALUE);
  expect(calls).toHaveLength(2);
});

test('values come ten a call; a denied call costs its ten, an unanswered name itself', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const { resources, calls } = await collect({
    DescribeParameters: { Parameters: names.map((Name) => ({ Name, Type: 'StringList' })) },
    GetParameters: ({ Names }: { Names: string[] }) =>
      Names.includes('p0')
        ? denied()
        : { Parameters: [{ Name: 'p10', Value: 'a,b' }], InvalidParameters: ['p11'] },
  });
  expect(calls.filter((call) => call.includes('GetParameters'))).toHaveLength(2);
  expect(resources.slice(0, 10).map((each) => each.plainValue)).toEqual(
    Array.from({ length: 10 }, () => deniedReading('ssm:GetParameters')),
  );
  expect(resources[10]?.plainValue).toMatchObject({ status: 'read', value: { matches: [] } });
  expect(resources[11]?.plainValue).toMatchObject({ status: 'unread', call: 'ssm:GetParameters' });
});

test('a denied listing is the gap', async () => {
  expect((await collect({ DescribeParameters: denied() })).gap).toEqual(
    deniedReading('ssm:DescribeParameters'),
  );
});
