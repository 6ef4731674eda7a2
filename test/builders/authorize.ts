import type { AuthorizationRequest } from '../../src/iam/authorization-request.ts';
import { authorize } from '../../src/iam/authorize.ts';
import type { AwsPolicyObject, PolicySet } from '../../src/iam/policy-set.ts';

export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';
export const USER = `arn:aws:iam::${ACCOUNT}:user/alice`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/job`;
export const FEDERATED = `arn:aws:sts::${ACCOUNT}:federated-user/bob`;
export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
export const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`;
export const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`;

type Fields = Readonly<Record<string, unknown>>;

export const policy = (...statements: Fields[]): AwsPolicyObject => ({
  Version: '2012-10-17',
  Statement: statements,
});
/** Allows everything but as the fields say. */
export const allow = (fields: Fields = {}): Fields => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...fields,
});
export const deny = (fields: Fields = {}): Fields => ({ ...allow(fields), Effect: 'Deny' });
/** A resource policy that allows a principal, or `*`, everything. */
export const named = (value: string, fields: Fields = {}): AwsPolicyObject =>
  policy(allow({ Principal: value === '*' ? '*' : { AWS: value }, ...fields }));

export const ALL = policy(allow());
export const NONE = policy(allow({ Action: 'none:Such' }));

/** A title, what of the request differs from alice sending to her queue, the policies, the effect. */
export type AuthorizeCase = [string, Partial<AuthorizationRequest>, PolicySet, string];

export function effect(request: Partial<AuthorizationRequest>, policies: PolicySet): string {
  return authorize({ principal: USER, action: 'sqs:SendMessage', resource: QUEUE, ...request }, policies)
    .effect;
}
