import { parse } from '@cdktf/hcl2json';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type LeastPrivilege, leastPrivilege } from '../../iam/index.ts';
import { namedDocuments, type PolicyFormat, writtenPolicies } from './least-privilege-documents.ts';

const ROLE = 'arn:aws:iam::111122223333:role/team/app+1';
const ADMIN = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});
const KEYS = ['arn:aws:s3:::a/${aws:username}', 'arn:aws:s3:::a/"quoted"'];
const least = leastPrivilege(
  [ADMIN],
  KEYS.map((resource) => ({ action: 's3:GetObject', resource })),
  { narrow: 'resources' },
);
function leastPrivilegeDocuments(
  principal: string,
  { policy }: Pick<LeastPrivilege, 'policy'>,
  format: PolicyFormat,
): string {
  return writtenPolicies(namedDocuments(principal, policy), format);
}

const NAME = 'app+1-least-privilege';

test('JSON has the policy as it is', () => {
  expect(JSON.parse(leastPrivilegeDocuments(ROLE, least, 'json'))).toEqual([
    { policyName: NAME, policyDocument: least.policy },
  ]);
});

test('Terraform reads the same policy', async () => {
  const text = leastPrivilegeDocuments(ROLE, least, 'terraform');
  expect(text).toContain('resource "aws_iam_policy" "app_1-least-privilege" {');
  const read = (await parse('main.tf', text)) as {
    resource: { aws_iam_policy: Record<string, readonly [{ name: string; policy: string }]> };
  };
  const [made] = Object.values(read.resource.aws_iam_policy)[0] ?? [];
  expect(made?.name).toBe(NAME);
  // The expression as it is written: HCL is to put no value in.
  expect(made?.policy).toContain('arn:aws:s3:::a/\\u0024{$}{aws:username}');
  expect(made?.policy).toContain('\\"quoted\\"');
});

test('CloudFormation has it as a managed policy', () => {
  expect(parseYaml(leastPrivilegeDocuments(ROLE, least, 'cloudformation'))).toEqual({
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      Policy1: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: NAME, PolicyDocument: least.policy },
      },
    },
  });
});

test('a policy that is too long for AWS becomes several', () => {
  const calls = Array.from({ length: 400 }, (_, index) => ({
    action: 's3:GetObject',
    resource: `arn:aws:s3:::a-bucket-with-a-name/object-${index}`,
  }));
  const long = leastPrivilege([ADMIN], calls, { narrow: 'resources', steps: 50_000_000 });
  const documents = JSON.parse(leastPrivilegeDocuments(ROLE, long, 'json')) as readonly {
    policyName: string;
    policyDocument: { Statement: readonly { Resource: readonly string[] }[] };
  }[];
  expect(documents.length).toBeGreaterThan(2);
  expect(documents[0]?.policyName).toBe(`${NAME}-1`);
  for (const { policyDocument } of documents)
    expect(JSON.stringify(policyDocument).length).toBeLessThanOrEqual(6144);
  const resources = documents.flatMap(({ policyDocument }) =>
    policyDocument.Statement.flatMap(({ Resource }) => Resource),
  );
  expect(resources.sort()).toEqual(calls.map(({ resource }) => resource).sort());
});

test('none needed, none written', () => {
  expect(leastPrivilegeDocuments(ROLE, { policy: null }, 'terraform')).toBe('');
  expect(leastPrivilegeDocuments(ROLE, { policy: null }, 'cloudformation')).toBe('');
  expect(leastPrivilegeDocuments(ROLE, { policy: null }, 'json')).toBe('[]\n');
});
