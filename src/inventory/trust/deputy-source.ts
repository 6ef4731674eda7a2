import type { RequestContext } from '../../iam/authorization-request.ts';
import type { ConditionBlock } from '../../iam/prove/can-reach.ts';
import type { SourceKey } from './source-telling-services.ts';

/** Whose resource a service says that it acts for, when somebody else's makes it assume a role. */
export interface DeputySource {
  /** Keys that the service's request has. */
  readonly sent: readonly SourceKey[];
  /** Null: of none that is known. */
  readonly organization: string | null;
  /** External ids that the trust policy writes out: a stranger has another. */
  readonly externalIds: readonly string[];
}

/** Of any account but some. That the two keys name the same one is more than a condition can say. */
export function ofAnyStranger(own: readonly string[], source: DeputySource): ConditionBlock {
  return block(source, {
    account: { StringLike: ANY_ACCOUNT, StringNotEquals: own },
    arn: { ArnLike: arnOf(ANY_ACCOUNT), ArnNotLike: own.map(arnOf) },
  });
}

export function ofStranger(account: string, source: DeputySource): ConditionBlock {
  return block(source, { account: { StringEquals: account }, arn: { ArnLike: arnOf(account) } });
}

/** Requests for a stranger's resource, most likely first: of no organization, and of another than one's own. */
export function requestsOfStranger(
  account: string,
  service: string,
  { sent }: DeputySource,
): readonly RequestContext[] {
  const told = {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:${service.split('.')[0] ?? ''}:us-east-1:${account}:example`,
  };
  const source = Object.fromEntries(sent.map((key) => [key, told[key]]));
  return [
    source,
    { ...source, 'aws:SourceOrgID': STRANGERS, 'aws:SourceOrgPaths': [`${STRANGERS}/r-strn/`] },
  ];
}

/** An organization's id that nobody has. */
const STRANGERS = 'o-strangerorgid';
const ANY_ACCOUNT = '?'.repeat(12);

const arnOf = (account: string): string => `arn:*:*:*:${account}:*`;

type Operators = Readonly<Record<string, string | readonly string[]>>;

/**
 * The organization's keys are there only if the resource's account is of one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceorgid
 */
function block(
  { sent, organization, externalIds }: DeputySource,
  asked: { readonly account: Operators; readonly arn: Operators },
): ConditionBlock {
  const about = (key: SourceKey, operators: Operators): readonly Clause[] =>
    sent.includes(key)
      ? Object.entries(operators).map(([operator, values]) => [operator, key, values])
      : [['Null', key, 'true']];
  const clauses: readonly Clause[] = [
    ...about('aws:SourceAccount', asked.account),
    ...about('aws:SourceArn', asked.arn),
    ...(organization === null ? [] : ofOtherOrganization(organization)),
    ...(externalIds.length === 0
      ? []
      : [['StringNotEqualsIfExists', 'sts:ExternalId', externalIds] satisfies Clause]),
  ];
  const conditions: Record<string, Record<string, string | readonly string[]>> = {};
  for (const [operator, key, values] of clauses)
    conditions[operator] = { ...conditions[operator], [key]: values };
  return conditions;
}

type Clause = readonly [operator: string, key: string, values: string | readonly string[]];

function ofOtherOrganization(organization: string): readonly Clause[] {
  return [
    ['StringNotEqualsIfExists', 'aws:SourceOrgID', organization],
    ['ForAllValues:StringNotLike', 'aws:SourceOrgPaths', `${organization}/*`],
  ];
}
