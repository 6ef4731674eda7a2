import { audienceOf, type GrantAudience } from '../../model/acl-grants.ts';
import type { AclGrant, Bucket, BucketAcl } from '../../model/resources/s3.ts';
import { InvalidInput } from '../invalid-input.ts';
import type { PolicyDocument, Principal, Statement } from '../policy-document.ts';
import { documentOf } from '../prove/document-of.ts';
import { equivalent } from '../prove/equivalent.ts';
import { s3PublicPolicy } from '../prove/public/s3-public-policy.ts';
import { BUCKET_ACL_ACTIONS } from './acl-actions.ts';

/** A bucket's policy that gives what its ACL gives beside it, after which ACLs can be off. */
export interface AclConversion {
  /** JSON text; null: it needs none. */
  readonly policy: string | null;
  /** That it allows what the old policy and the grants did, nothing less and nothing more. */
  readonly proved: boolean;
  /** Why it is not proved; null: it is. */
  readonly reason: string | null;
  /** Grants that it leaves out, a sentence each. */
  readonly dropped: readonly string[];
}

/** What a policy may have: https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html */
const LONGEST_POLICY = 20_480;

type Of = Pick<Bucket, 'arn' | 'account'>;

/** Null: the policy as it was read is none. `policy`: null, it has none. */
export function convertAcl(bucket: Of, acl: BucketAcl, policy: string | null): AclConversion | null {
  const grants = acl.grants.map((grant) => ({ grant, audience: audienceOf(acl, grant) }));
  const kept = grants.filter(
    ({ grant, audience }) =>
      [dropReason, unequalReason].every((why) => why(grant, audience) === null) && audience !== 'owner',
  );
  const added = statementsFor(
    bucket,
    kept.map(({ grant }) => grant),
  );
  const old: PolicyJson | null = policy === null ? { Version: '2012-10-17' } : parsed(policy);
  if (!old) return null;
  const { Statement: has = [], ...rest } = old;
  const statements = [...[has].flat(), ...withSids(added, policy ?? '')];
  const text = statements.length === 0 ? null : JSON.stringify({ ...rest, Statement: statements });
  const granted = kept.flatMap(({ grant }) => statementsOf(bucket, grant));
  const [unequal = null] = grants.flatMap(({ grant, audience }) => unequalReason(grant, audience) ?? []);
  const reason = unequal ?? (text === null ? null : whyNotEqual(policy, granted, text));
  return {
    policy: text,
    proved: reason === null,
    reason,
    dropped: grants.flatMap(({ grant, audience }) => dropReason(grant, audience) ?? []),
  };
}

const TOO_LONG = `the policy would be longer than the ${LONGEST_POLICY.toLocaleString('en-US')} characters that S3 takes`;

const PUBLIC =
  'AWS calls the policy public: Block Public Access may refuse it, and shuts out accounts beside strangers';

interface PolicyJson {
  readonly Version?: string;
  readonly Statement?: object | readonly object[];
}

function parsed(policy: string): PolicyJson | null {
  try {
    documentOf(policy);
    return JSON.parse(policy) as PolicyJson; // a policy document, as just found
  } catch (problem) {
    if (problem instanceof InvalidInput) return null;
    throw problem;
  }
}

/** What is better left out than put into a policy; null: it is not. */
function dropReason({ permission }: AclGrant, audience: GrantAudience): string | null {
  if (audience === 'everyone' || audience === 'any-aws-account')
    return `${permission} to ${audience === 'everyone' ? 'everyone' : 'every AWS account'}: serve what is meant for all by CloudFront`;
  return audience === 'log-delivery' && permission !== 'WRITE' && permission !== 'FULL_CONTROL'
    ? `${permission} to S3's log delivery: it needs that with ACLs alone`
    : null;
}

/**
 * Why no statement takes a grant's place; null: one does. CloudFront's older standard logs are written by the ACL alone.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
function unequalReason({ permission, grantee }: AclGrant, audience: GrantAudience): string | null {
  if (audience === 'cloudfront-log-delivery')
    return `${permission} to CloudFront's log delivery: turn on its standard logging (v2) first, which needs no ACL`;
  if (grantee.type === 'Group' && audience === 'other-account')
    return `${permission} to ${grantee.id}: a group that no policy names`;
  return grantee.type === 'AmazonCustomerByEmail'
    ? `${permission} to ${grantee.id}: a policy names no e-mail address, only an account or its canonical user`
    : null;
}

interface StatementJson {
  readonly Effect: 'Allow';
  readonly Principal: Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Of each grantee, on the bucket and on its objects: with all that its grants give. */
function statementsFor(bucket: Of, grants: readonly AclGrant[]): readonly StatementJson[] {
  const all = grants.flatMap((grant) => statementsOf(bucket, grant));
  const alike = Map.groupBy(all, ({ Principal: who, Resource: what }) => JSON.stringify([who, what]));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, Action: [...new Set([first, ...others].flatMap(({ Action }) => Action))] }] : [],
  );
}

/**
 * S3 delivers access logs as a service where ACLs are off, which the account that it delivers for narrows down.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
function statementsOf({ arn, account }: Of, { grantee, permission }: AclGrant): readonly StatementJson[] {
  if (grantee.type === 'Group')
    return [
      {
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: ['s3:PutObject'],
        Resource: `${arn}/*`,
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ];
  const actions = BUCKET_ACL_ACTIONS[permission];
  const onBucket = actions.filter((each) => each !== 's3:PutObject');
  const onObjects = actions.filter((each) => each === 's3:PutObject');
  const allow = (Action: readonly string[], Resource: string): readonly StatementJson[] =>
    Action.length === 0
      ? []
      : [{ Effect: 'Allow', Principal: { CanonicalUser: grantee.id }, Action, Resource }];
  return [...allow(onBucket, arn), ...allow(onObjects, `${arn}/*`)];
}

/** `FromAcl1`, but none that the policy has. */
function withSids(statements: readonly StatementJson[], policy: string): readonly object[] {
  let number = 0;
  return statements.map((each) => {
    do number++;
    while (policy.includes(`FromAcl${number}`));
    return { Sid: `FromAcl${number}`, ...each };
  });
}

/** Of the old policy with each grant by itself, and the new one; null: proved equal. */
function whyNotEqual(policy: string | null, granted: readonly StatementJson[], text: string): string | null {
  if (text.length > LONGEST_POLICY) return TOO_LONG;
  if (s3PublicPolicy(documentOf(text), 'bucket').public) return PUBLIC;
  const old = policy === null ? [] : documentOf(policy).statements;
  const before = [
    ...old,
    ...granted.flatMap((each) => documentOf({ Version: '2012-10-17', Statement: each }).statements),
  ];
  const after = documentOf(text).statements;
  const stand = standIns([...before, ...after]);
  const document = (statements: readonly Statement[]): PolicyDocument => ({
    version: '2012-10-17',
    id: null,
    statements: statements.map((each) => ({
      ...each,
      principals: each.principals?.map(stand) ?? null,
      notPrincipals: each.notPrincipals?.map(stand) ?? null,
    })),
  });
  const verdict = equivalent(document(before), document(after), { policyType: 'resource' });
  if (verdict.answer === 'proved') return null;
  return verdict.answer === 'unknown'
    ? verdict.reason
    : `${verdict.allowedBy === 'second' ? 'it' : 'the ACL'} alone allows ${verdict.witness.action}`;
}

/** Nobody tells the account of a canonical user: one that the policies do not name stands for each. */
function standIns(statements: readonly Statement[]): (principal: Principal) => Principal {
  const told = JSON.stringify(statements);
  const accounts = new Map<string, string>();
  let next = 300_000_000_000;
  return (principal) => {
    if (principal.type !== 'CanonicalUser') return principal;
    while (!accounts.has(principal.value)) {
      const account = String(next++);
      if (!told.includes(account)) accounts.set(principal.value, account);
    }
    return { type: 'AWS', value: accounts.get(principal.value) ?? '' };
  };
}
