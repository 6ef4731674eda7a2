import { expect, test } from 'vitest';
import { anOpenSearchDomain, aSecret, aTable, domainDetail } from '../../../test/builders/data-stores.ts';
import { aSnapshot } from '../../../test/builders/ec2.ts';
import { aRoleWho, aUserWho } from '../../../test/builders/escalation.ts';
import { aKmsKey } from '../../../test/builders/kms.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, deniedCall, inventoryOf, REGION } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { KmsGrant } from '../../model/resources/kms.ts';
import { EXPOSURE_TYPES, exposures } from './exposures.ts';
import { rightsOfResource } from './rights-of-resource.ts';

/** `reader: read open` of users and roles alone. */
function insidersOf(asked: Resource, ...others: readonly Resource[]): readonly string[] {
  const inventory = inventoryOf({ resources: [noMembership(), asked, ...others] });
  const found = exposures(inventory, { types: EXPOSURE_TYPES, resource: asked.arn, trustedAccounts: [] });
  return found
    .flatMap(({ people }) => people)
    .filter(({ kind }) => kind === 'inside')
    .map(
      ({ name, access }) =>
        `${name.split('/').at(-1)}: ${access.map(({ operation, answer }) => `${operation} ${answer}`).join(', ')}`,
    );
}

test('by policies of their own, for the resource itself and no other', () => {
  const secret = aSecret();
  const reader = aUserWho('reader', 'secretsmanager:GetSecretValue', secret.arn);
  const elsewhere = aUserWho('elsewhere', 'secretsmanager:*', `${secret.arn}/not-it`);
  const admin = aRoleWho('admin', '*');
  expect(insidersOf(secret, reader, elsewhere, admin).toSorted()).toEqual([
    'admin: read open, write open, tag open, permissions open',
    'reader: read open',
  ]);
});

test('what a Deny of the resource takes away, nobody has', () => {
  const deny = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
  });
  const reader = aUserWho('reader', 'secretsmanager:GetSecretValue');
  expect(insidersOf(aSecret({ policy: read(deny) }), reader)).toEqual([]);
  expect(insidersOf(aSecret({ policy: deniedCall('secretsmanager:GetResourcePolicy') }), reader)).toEqual(
    expect.arrayContaining(['reader: read unknown']),
  );
});

test('what is in the resource counts: a table’s indexes, what a domain serves', () => {
  const table = aTable();
  expect(insidersOf(table, aUserWho('finder', 'dynamodb:Query', `${table.arn}/index/*`))).toEqual([
    'finder: read open',
  ]);
  const domain = anOpenSearchDomain({ detail: read(domainDetail({ accessPolicies: null })) });
  expect(insidersOf(domain, aUserWho('finder', 'es:ESHttpGet', `${domain.arn}/*`))).toEqual([
    'finder: read open',
  ]);
});

test('a key: its own policy has to leave it to those of the account; a grant needs none', () => {
  const user = aUserWho('reader', 'kms:Decrypt');
  const grantee = aRoleWho('worker', 's3:GetObject');
  const grant: KmsGrant = {
    grantId: 'g-1',
    granteePrincipal: grantee.arn,
    retiringPrincipal: null,
    operations: ['Decrypt', 'DescribeKey'],
    encryptionContextEquals: null,
    encryptionContextSubset: null,
  };
  const key = (effect: string, principal: string) =>
    aKmsKey({
      policy: read(
        JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: effect, Principal: { AWS: principal }, Action: 'kms:*', Resource: '*' }],
        }),
      ),
      grants: read([grant]),
    });
  const root = `arn:aws:iam::${ACCOUNT}:root`;
  expect(insidersOf(key('Allow', root), user, grantee)).toEqual([
    'worker: read open, write open',
    'reader: write open',
  ]);
  expect(insidersOf(key('Allow', `arn:aws:iam::${ACCOUNT}:role/other`), user, grantee)).toEqual([
    'worker: read open, write open',
  ]);
  expect(insidersOf(key('Deny', '*'), user, grantee)).toEqual([]);
  const untold = { ...key('Deny', '*'), grants: deniedCall('kms:ListGrants') };
  expect(insidersOf(untold, user)).toEqual([expect.stringContaining('write unknown')]);
});

test('snapshots, by what makes use of one', () => {
  const snapshot = aSnapshot({ createVolumePermissions: read([]) });
  expect(
    insidersOf(snapshot, aUserWho('copier', 'ec2:CopySnapshot'), aUserWho('viewer', 'ec2:Describe*')),
  ).toEqual(['copier: copy open']);
});

test('what an action is asked about', () => {
  const queue = `arn:aws:sqs:${REGION}:${ACCOUNT}:work`;
  const resources = (action: string, arn: string) =>
    rightsOfResource(action, arn).map(({ resource }) => resource.slice(arn.length));
  expect(resources('sqs:SendMessage', queue)).toEqual(['']);
  const table = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/orders`;
  expect(resources('dynamodb:Query', table).toSorted()).toEqual(['', '/index/*']);
  expect(resources('dynamodb:GetRecords', table)).toEqual(['/stream/*']);
  expect(resources('dynamodb:GetRecords', `${table}/stream/2026`)).toEqual(['']);
  expect(resources('dynamodb:GetItem', `${table}/stream/2026`)).toEqual([]);
  const run = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:run`;
  expect(resources('lambda:InvokeFunction', run).toSorted()).toEqual(['', ':*']);
  expect(resources('lambda:InvokeFunction', `${run}:live`)).toEqual(['']);
  expect(resources('lambda:GetLayerVersion', run)).toEqual([]);
  expect(resources('lambda:Nothing', run)).toEqual([]);
});
