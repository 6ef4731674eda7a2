import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseHcl } from '@cdktf/hcl2json';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { FRAMEWORK_CALLS } from '../../sources/aws/framework-calls.ts';
import { iamActions } from '../../sources/aws/iam-actions.ts';
import { ALL_COLLECTORS } from '../../sources/aws/services/index.ts';
import { UsageError } from '../errors.ts';
import { MANAGED_POLICY_CHARACTERS, type PolicyDocument, policyCharacters } from './policy-documents.ts';
import { printedRole } from './print-role.ts';
import { type RoleOptions, scannerRole } from './scanner-role.ts';

const ACCOUNT = '111122223333';
const CI = `arn:aws:iam::${ACCOUNT}:role/ci`;
const PLAIN: RoleOptions = {
  roleName: 'RampartAudit',
  trust: [CI],
  organization: false,
  practices: [],
  checkIds: [],
};
const FULL: RoleOptions = {
  ...PLAIN,
  roleName: 'security/RampartAudit',
  externalId: 'a.b:c/d',
  organization: true,
};

function statements(options: RoleOptions): readonly PolicyDocument['Statement'][number][] {
  return scannerRole(options).policies.flatMap((each) => each.document.Statement);
}

function allowed(options: RoleOptions): readonly string[] {
  return statements(options).flatMap((each) => (each.Effect === 'Allow' ? (each.Action ?? []) : []));
}

const needed = new Set([
  ...ALL_COLLECTORS.flatMap(({ calls, service }) => calls.flatMap((call) => iamActions(call, service))),
  ...FRAMEWORK_CALLS.flatMap((call) => iamActions(call)),
]);

test('allows what every collector and the framework call, and nothing else', () => {
  expect(allowed(PLAIN).toSorted()).toEqual([...needed].sort());
});

test('in the account that lists the others, what that takes besides', () => {
  const more = allowed(FULL).filter((each) => !needed.has(each));
  expect(more.toSorted()).toEqual(['organizations:ListAccounts', 'sts:AssumeRole']);
  const assume = statements(FULL).find((each) => each.Action?.includes('sts:AssumeRole'));
  expect(assume).toMatchObject({
    Resource: 'arn:aws:iam::*:role/security/RampartAudit',
    Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
  });
});

/** What AWS calls reading, and would hand out secrets or the contents of buckets. */
const SECRETS = [
  's3:GetObject',
  's3:GetObjectVersion',
  'secretsmanager:GetSecretValue',
  'secretsmanager:BatchGetSecretValue',
  'ssm:GetParameter',
  'ssm:GetParameterHistory',
  'ssm:GetParametersByPath',
  'kms:Decrypt',
  'lambda:GetFunction',
  'ecr:GetAuthorizationToken',
  'ec2:GetPasswordData',
  'redshift:GetClusterCredentials',
  'dynamodb:GetItem',
  'dynamodb:Scan',
  'sqs:ReceiveMessage',
  'logs:GetLogEvents',
  'sts:GetSessionToken',
];

test('reads no secret, and cannot decrypt those that the same call would give', () => {
  const reading = allowed(PLAIN);
  expect(SECRETS.filter((each) => reading.includes(each))).toEqual([]);
  expect(reading.filter((each) => each.includes('*'))).toEqual([]);
  const denied = statements(PLAIN).filter((each) => each.Effect === 'Deny');
  expect(denied).toMatchObject([{ Sid: 'NoSecureStrings', Action: ['kms:Decrypt'] }]);
  expect(statements({ ...PLAIN, practices: [2] }).filter((each) => each.Effect === 'Deny')).toEqual([]);
});

test('narrowed, it allows the calls of what the chosen checks read, and costly ones only where they read those', () => {
  const narrow = (...checkIds: readonly string[]): readonly string[] => allowed({ ...PLAIN, checkIds });
  const actions = narrow('s3-bucket-versioning');
  expect(actions).toEqual(
    expect.arrayContaining(['s3:ListAllMyBuckets', 's3:GetBucketVersioning', 'ec2:DescribeRegions']),
  );
  expect(new Set(actions.map((each) => each.split(':')[0]))).toEqual(new Set(['account', 'ec2', 's3']));
  expect(actions).not.toContain('s3:GetObjectAcl');
  expect(narrow('s3-object-acl-sample')).toContain('s3:GetObjectAcl');
  expect(narrow('user-console-mfa')).not.toContain('iam:GenerateServiceLastAccessedDetails');
  expect(narrow('principal-unused-services-user')).toContain('iam:GenerateServiceLastAccessedDetails');
});

describe.each([
  ['for one account', PLAIN],
  ['for an organisation', FULL],
])('%s', (_what, options) => {
  test('its documents keep within the limits of AWS', () => {
    const { policies, member } = scannerRole(options);
    expect(policies.length).toBeLessThanOrEqual(10); // managed policies that a role may have unless AWS is asked
    for (const { document } of [...policies, ...(member?.policies ?? [])])
      expect(policyCharacters(document)).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
  });

  test('its templates and its JSON say the same', async () => {
    const json = JSON.parse(printedRole(options, 'json')) as {
      readonly trustPolicy: object;
      readonly policies: readonly { readonly policyName: string; readonly policyDocument: object }[];
    };
    const { Resources } = parseYaml(printedRole(options, 'cloudformation')) as {
      Resources: Record<string, { Properties: Record<string, unknown> }>;
    };
    const documents = json.policies.map((each) => each.policyDocument);
    expect(
      documents.map((_, index) => Resources[`Policy${index + 1}`]?.Properties['PolicyDocument']),
    ).toEqual(documents);
    expect(Resources['Role']?.Properties['AssumeRolePolicyDocument']).toEqual(json.trustPolicy);
    const hcl = await inHcl(printedRole(options, 'terraform'));
    expect(documents.map((_, index) => hcl.policy(index + 1))).toEqual(documents);
    expect(hcl.trust()).toEqual(json.trustPolicy);
  });
});

interface Hcl {
  policy(index: number): unknown;
  trust(): unknown;
}

async function inHcl(text: string): Promise<Hcl> {
  const { resource } = (await parseHcl('role.tf', text)) as {
    resource: Record<string, Record<string, readonly Record<string, unknown>[]>>;
  };
  const of = (type: string, name: string, key: string): unknown =>
    decoded(resource[type]?.[name]?.[0]?.[key]);
  return {
    policy: (index) => of('aws_iam_policy', `rampart_${index}`, 'policy'),
    trust: () => of('aws_iam_role', 'rampart', 'assume_role_policy'),
  };
}

/** The parser leaves `jsonencode({"a" = …})` as it is written; what is within is JSON but for its equals signs. */
function decoded(expression: unknown): unknown {
  const body = /^\$\{jsonencode\((.*)\)\}$/s.exec(String(expression))?.[1] ?? '';
  const json = body
    .replace(/^(\s*"(?:[^"\\]|\\.)*") += /gm, '$1: ')
    .replace(/([\]}"])\n(?=\s*")/g, '$1,\n')
    .replace(/,(?=\s*[\]}])/g, '');
  return JSON.parse(json);
}

test('a template without --trust asks who may assume the role', async () => {
  const options = { ...PLAIN, trust: [] };
  expect(JSON.parse(printedRole(options, 'json'))).toMatchObject({ trustPolicy: null });
  const { Parameters } = parseYaml(printedRole(options, 'cloudformation')) as { Parameters: object };
  expect(Object.keys(Parameters)).toEqual(['TrustedPrincipal']);
  expect(await parseHcl('role.tf', printedRole(options, 'terraform'))).toHaveProperty(
    'variable.rampart_trusted_principal',
  );
});

test("a stack set makes the members' role, which the first role may assume", () => {
  const template = parseYaml(printedRole(FULL, 'cloudformation')) as {
    Resources: { Members: { Properties: { TemplateBody: string; Parameters: unknown } } };
  };
  const { TemplateBody, Parameters } = template.Resources.Members.Properties;
  expect(Buffer.byteLength(TemplateBody)).toBeLessThanOrEqual(51_200);
  const body = JSON.parse(TemplateBody) as { Resources: { Role: { Properties: object } } };
  expect(body.Resources.Role.Properties).toMatchObject({ RoleName: 'RampartAudit', Path: '/security/' });
  expect(TemplateBody).not.toContain('"organizations:ListAccounts"');
  expect(Parameters).toEqual([
    { ParameterKey: 'TrustedPrincipal', ParameterValue: { 'Fn::GetAtt': ['Role', 'Arn'] } },
  ]);
});

test.each([
  [{ roleName: 'a b' }, /--role-name "a b": expected up to 62 letters/],
  [{ roleName: 'x'.repeat(63) }, /--role-name "x+": expected/],
  [{ roleName: 'path/' }, /--role-name "path\/"/],
  [{ trust: ['*'] }, /--trust "\*": expected an account id of 12 digits, or the ARN/],
  [{ trust: ['arn:aws:sts::111122223333:assumed-role/x/y'] }, /--trust/],
  [{ externalId: 'a' }, /--external-id: expected 2 to 1,224/],
  [{ externalId: 'a b' }, /--external-id/],
  [
    { trust: Array.from({ length: 60 }, (_, index) => `${CI}-${index}`) },
    /trust policy of [\d,]+ characters: AWS takes 2,048/,
  ],
  [{ checkIds: ['s3-bucket-version'] }, /did you mean s3-bucket-versioning\?/],
] as const)('%j is refused', (change, message) => {
  expect(() => scannerRole({ ...PLAIN, ...change })).toThrow(UsageError);
  expect(() => scannerRole({ ...PLAIN, ...change })).toThrow(message);
});

const terraform = spawnSync('terraform', ['version']).status === 0;
if (!terraform)
  console.warn('The form of the Terraform text is not checked: there is no terraform on the PATH.');

test.skipIf(!terraform)('terraform fmt would change nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-role-'));
  for (const [name, options] of Object.entries({ plain: PLAIN, full: FULL, asked: { ...FULL, trust: [] } }))
    writeFileSync(join(folder, `${name}.tf`), printedRole(options, 'terraform'));
  const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-diff', folder], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
