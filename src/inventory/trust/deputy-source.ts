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
  /** What it acts for; left out: anything of the account. */
  readonly kind?: SourceKind;
}

/** The one kind of resource that a service acts for, and what its requests are like. */
export interface SourceKind {
  /** As in its ARN: `aws`, `cloudtrail`, `trail`. */
  readonly partition: string;
  readonly service: string;
  readonly type: string;
  /** A condition key that has its ARN too: part of the encryption context. */
  readonly arnKey?: string;
  /** What each of the requests has beside. */
  readonly always: Readonly<Record<string, string>>;
}

/** Of any account but some. That the two keys name the same one is more than a condition can say. */
export function ofAnyStranger(own: readonly string[], source: DeputySource): ConditionBlock {
  const [any, ours] = [arnOf(ANY_ACCOUNT, source), own.map((account) => arnOf(account, source))];
  const none = noNames(source);
  return block(source, {
    account: { StringLike: ANY_ACCOUNT, StringNotEquals: own },
    arn: { ArnLike: any, ArnNotLike: ours, ...(none.length > 0 && { StringNotLike: none }) },
    text: { StringNotLike: ours },
  });
}

export function ofStranger(account: string, source: DeputySource): ConditionBlock {
  const [arn, none] = [arnOf(account, source), noNames(source)];
  return block(source, {
    account: { StringEquals: account },
    arn: { ArnLike: arn, ...(none.length > 0 && { StringNotLike: none }) },
    text: { StringLike: arn, StringNotLike: none },
  });
}

/** Requests for a stranger's resource, most likely first: of no organization, and of another than one's own. */
export function requestsOfStranger(
  account: string,
  service: string,
  { sent, kind }: DeputySource,
): readonly RequestContext[] {
  const arn = kind
    ? `arn:${kind.partition}:${kind.service}:us-east-1:${account}:${kind.type}/example`
    : `arn:aws:${service.split('.')[0] ?? ''}:us-east-1:${account}:example`;
  const told = { 'aws:SourceAccount': account, 'aws:SourceArn': arn };
  const source = {
    ...Object.fromEntries(sent.map((key) => [key, told[key]])),
    ...(kind?.arnKey !== undefined && { [kind.arnKey]: arn }),
    ...kind?.always,
  };
  return [
    source,
    { ...source, 'aws:SourceOrgID': STRANGERS, 'aws:SourceOrgPaths': [`${STRANGERS}/r-strn/`] },
  ];
}

/** An organization's id that nobody has. */
const STRANGERS = 'o-strangerorgid';
const ANY_ACCOUNT = '?'.repeat(12);

const arnOf = (account: string, { kind }: Pick<DeputySource, 'kind'>): string =>
  kind ? `arn:${kind.partition}:${kind.service}:*:${account}:${kind.type}/*` : `arn:*:*:*:${account}:*`;

/** No name of such a resource holds what parts an ARN, so that none can look like the end of another's. */
const noNames = ({ kind }: Pick<DeputySource, 'kind'>): readonly string[] =>
  kind ? [`*:${kind.type}/*:*`] : [];

type Operators = Readonly<Record<string, string | readonly string[]>>;

/**
 * The organization's keys are there only if the resource's account is of one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceorgid
 */
function block(
  { sent, organization, externalIds, kind }: DeputySource,
  asked: { readonly account: Operators; readonly arn: Operators; readonly text: Operators },
): ConditionBlock {
  const clausesOf = (key: string, operators: Operators): readonly Clause[] =>
    Object.entries(operators).map(([operator, values]) => [operator, key, values]);
  const about = (key: SourceKey, operators: Operators): readonly Clause[] =>
    sent.includes(key) ? clausesOf(key, operators) : [['Null', key, 'true']];
  const clauses: readonly Clause[] = [
    ...about('aws:SourceAccount', asked.account),
    ...about('aws:SourceArn', asked.arn),
    ...(kind?.arnKey === undefined ? [] : clausesOf(kind.arnKey, asked.text)),
    ...Object.entries(kind?.always ?? {}).map(([key, value]): Clause => ['StringEquals', key, value]),
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
