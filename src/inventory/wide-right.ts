import type { ConditionBlock } from '../iam/index.ts';

/** Something to do to whatever there is of a kind: to any role, any key, any bucket. */
export interface WideRight {
  readonly action: string;
  /** ARN with `{partition}`, `{account}` and `{name}`; other wildcards are anything. */
  readonly resource: string;
  /** What is asked for beside the resource. */
  readonly condition?: ConditionBlock;
  /** AWS asks the resource's own policy too: it is taken to leave all to its account. */
  readonly leftToAccount?: true;
}

/** A request without the keys. `Null` would leave room for keys without a value, which nobody sends. */
export function absent(...keys: readonly string[]): ConditionBlock {
  return { StringNotLike: Object.fromEntries(keys.map((key) => [key, '*'])) };
}

const ROLE = 'arn:{partition}:iam::{account}:role/{name}';
const USER = 'arn:{partition}:iam::{account}:user/{name}';
const KEY = 'arn:{partition}:kms:*:{account}:key/{name}';
const TRAIL = 'arn:{partition}:cloudtrail:*:{account}:trail/{name}';
const SECRET = 'arn:{partition}:secretsmanager:*:{account}:secret:{name}-q8ZkW2';

const PARAMETER = 'arn:{partition}:ssm:*:{account}:parameter/{name}';

const ANY_POLICY = { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' } };
export const UNBOUNDED = absent('iam:PermissionsBoundary');

/** Each gives its holder, or somebody whom it can become, all that a policy can give. */
export const GRANT_ANYTHING: readonly WideRight[] = [
  { action: 'iam:AttachUserPolicy', resource: USER, condition: { ...ANY_POLICY, ...UNBOUNDED } },
  { action: 'iam:PutUserPolicy', resource: USER, condition: UNBOUNDED },
  { action: 'iam:AttachRolePolicy', resource: ROLE, condition: { ...ANY_POLICY, ...UNBOUNDED } },
  { action: 'iam:PutRolePolicy', resource: ROLE, condition: UNBOUNDED },
  {
    action: 'iam:AttachGroupPolicy',
    resource: 'arn:{partition}:iam::{account}:group/{name}',
    condition: ANY_POLICY,
  },
  { action: 'iam:PutGroupPolicy', resource: 'arn:{partition}:iam::{account}:group/{name}' },
  { action: 'iam:CreatePolicyVersion', resource: 'arn:{partition}:iam::{account}:policy/{name}' },
];

/** Each lets its holder act as whichever user or role it likes. */
export const TAKE_OVER: readonly WideRight[] = [
  { action: 'iam:CreateAccessKey', resource: USER },
  { action: 'iam:CreateLoginProfile', resource: USER },
  { action: 'iam:UpdateLoginProfile', resource: USER },
  { action: 'iam:UpdateAssumeRolePolicy', resource: ROLE },
];

/** An action of a service that there is not: what a policy allows of it, it allows of every service. */
export const ANY_ACTION: WideRight = {
  action: 'any-service:AnyAction',
  resource: 'arn:{partition}:any-service:*:{account}:{name}',
};

export const PASS_ROLE: WideRight = { action: 'iam:PassRole', resource: ROLE };

/** Of any account. */
export const ASSUME_ROLE: WideRight = {
  action: 'sts:AssumeRole',
  resource: 'arn:{partition}:iam::*:role/{name}',
  leftToAccount: true,
};

const ofKey = (action: string): WideRight => ({ action, resource: KEY, leftToAccount: true });

export const DECRYPT: readonly WideRight[] = [ofKey('kms:Decrypt'), ofKey('kms:ReEncryptFrom')];
export const USE_KEY = ofKey('kms:Decrypt');
/** Gives all else that can be done with the key. */
export const PUT_KEY_POLICY = ofKey('kms:PutKeyPolicy');

export const SILENCE_TRAIL: readonly WideRight[] = [
  'cloudtrail:StopLogging',
  'cloudtrail:DeleteTrail',
  'cloudtrail:UpdateTrail',
  'cloudtrail:PutEventSelectors',
].map((action) => ({ action, resource: TRAIL }));

export const READ_OBJECT: readonly WideRight[] = ['s3:GetObject', 's3:GetObjectVersion'].map((action) => ({
  action,
  resource: 'arn:{partition}:s3:::{name}/{name}',
}));
export const READ_SECRET: readonly WideRight[] = [
  { action: 'secretsmanager:GetSecretValue', resource: SECRET },
];
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html */
export const READ_PARAMETER: readonly WideRight[] = [
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'ssm:GetParameterHistory',
].map((action) => ({ action, resource: PARAMETER }));
