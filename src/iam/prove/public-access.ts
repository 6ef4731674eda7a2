import { parseArn } from '../../model/arn.ts';
import { isGlob } from '../../model/glob.ts';
import { compileActions } from '../action-pattern.ts';
import type { AuthorizationRequest, RequestContext } from '../authorization-request.ts';
import type { PolicyDocument, Statement } from '../policy-document.ts';
import type { PolicyInput, PolicySet } from '../policy-set.ts';
import { boundaryOf } from './boundary-of.ts';
import type { Callers } from './callers.ts';
import { type ConditionBlock, targetDocument } from './can-reach.ts';
import { documentOf } from './document-of.ts';
import { type NetworkPath, onPath, policiesOnPath, toldOfPath } from './network-path.ts';
import { ANY, always, within } from './policy/dimensions.ts';
import { RESOURCE_ACCOUNT } from './policy/keys.ts';
import type { Mentions } from './policy/mentions.ts';
import { outsiders, strangers } from './public/from-outside.ts';
import { grantedRequest, grantsOutside } from './public/granted-request.ts';
import { guessedRequest } from './public/guessed-request.ts';
import { namesOutsiders } from './public/names-outsiders.ts';
import { type AwsPublic, type PolicyOf, s3PublicPolicy } from './public/s3-public-policy.ts';
import { reach } from './reach.ts';
import { ALLOW_ALL } from './replay.ts';
import { and, some, TRUE } from './solve/formula.ts';
import type { Dimension } from './solve/universe.ts';
import { exactly, matching, shape } from './strings/text-sets.ts';
import { type ProofOptions, type ProofVerdict, prove, readingsOf } from './verdicts.ts';

/** The resource that a policy is attached to. */
export interface PolicyResource {
  /** `AWS::S3::Bucket` */
  readonly type: string;
  readonly arn: string;
  /** Twelve digits. */
  readonly account: string;
  /** Of an S3 access point or an OpenSearch domain: where it takes requests from. */
  readonly networkOrigin?: 'VPC' | 'Internet' | undefined;
}

/** `answer` is about what a stranger can really do: refuted, with the request that does it. */
export type PublicVerdict = ProofVerdict & {
  /** What S3's Block Public Access calls it; null: it is about S3 alone. */
  readonly aws: AwsPublic | null;
  /** Why the two differ; null: they do not. */
  readonly difference: string | null;
};

export interface AccessOptions extends ProofOptions {
  /** As in a policy: `sts:AssumeRole`; by default all actions. */
  readonly asked?: readonly string[] | undefined;
  /** ARNs and patterns within the resource; by default all of it. */
  readonly askedResources?: readonly string[] | undefined;
  /** Of the resource's account: a list for each level, the root's first, the account's last. */
  readonly resourceControlPolicies?: PolicySet['resourceControlPolicies'];
  /** Twelve digits: its resources are bound by none of them. */
  readonly managementAccount?: PolicySet['managementAccount'];
  /** Requests for a bucket come by it; by default by none of the bucket's own account. */
  readonly accessPoint?: ByAccessPoint | undefined;
  /** By default requests come by whatever lets them through. */
  readonly network?: NetworkPath | undefined;
}

/** An S3 access point, or Multi-Region Access Point, in front of a bucket. */
export interface ByAccessPoint {
  /** Twelve digits. */
  readonly account: string;
  /** Null: any of the account's. */
  readonly arn: string | null;
  readonly networkOrigin?: PolicyResource['networkOrigin'];
  /** The only one that it takes requests from. */
  readonly vpcId?: string | null | undefined;
  /** Its own, as `policyAtBucket` puts it, which has to allow too; null: whatever it says. */
  readonly policy: PolicyDocument | null;
}

export interface ExternalOptions extends AccessOptions {
  /** Accounts beside the resource's own that are none of outside. */
  readonly trustedAccounts?: readonly string[] | undefined;
  /** `o-a1b2c3d4e5`: whoever is of this organization is none of outside. */
  readonly organization?: string | undefined;
  /** Requests that meet it are left out: those with an external id that the policy knows, say. */
  readonly unless?: ConditionBlock | undefined;
  /** Of a KMS key; they name whom they let in, so that no stranger is let in by one. */
  readonly kmsGrants?: PolicySet['kmsGrants'];
}

/**
 * Whether nobody but those whom a resource's policy tells can use the resource: proved, or refuted by the request of a
 * stranger. Beside it, what AWS itself calls public, which goes by how the policy is written. Throws InvalidInput.
 */
export function publicAccess(
  policy: PolicyInput,
  resource: PolicyResource,
  options: AccessOptions = {},
): PublicVerdict {
  const document = documentOf(policy);
  if (resource.networkOrigin === 'VPC') {
    const because = IN_VPC[resource.type];
    if (because !== undefined) return inVpc(resource, because, options);
  }
  const guards = [...(options.resourceControlPolicies ?? []).flat(), ...policiesOnTheWay(options)];
  const told = [document, ...guards.map(documentOf)];
  const verdictOf = (who: 'anonymous' | 'known'): ProofVerdict => {
    const callers = (mentions: Mentions) => strangers(told, resource.account, mentions, who);
    return accessBy(callers, document, resource, { ...options, kmsGrants: [] });
  };
  const isWebsite = options.network?.kind === 'website'; // there nobody says who asks
  const verdict = document.statements.some(mayAdmitStrangers)
    ? isWebsite
      ? verdictOf('anonymous')
      : eitherWay(verdictOf)
    : ({ answer: 'proved', ...readingsOf(options, 'typed') } as const);
  const of = S3_TYPES[resource.type];
  const aws = of ? s3PublicPolicy(document, of) : null;
  return { ...verdict, aws, difference: aws && differenceOf(verdict, aws) };
}

/**
 * Whether nobody outside the account, the trusted accounts and the organization can use the resource: proved, or
 * refuted by somebody's request. Services are nobody outside. Throws InvalidInput.
 */
export function externalAccess(
  policy: PolicyInput,
  resource: PolicyResource,
  options: ExternalOptions = {},
): ProofVerdict {
  const trusted = [resource.account, ...(options.trustedAccounts ?? [])];
  const document = documentOf(policy);
  const kmsGrants = grantsOutside(options.kmsGrants ?? [], trusted, options.asked);
  const granted = grantedRequest(resource.arn, kmsGrants, policiesOf(document, options), options.catalogue);
  if (granted) return { answer: 'refuted', witness: granted, ...readingsOf(options, 'typed') };
  if (kmsGrants.length === 0 && !namesOutsiders(document, new Set(trusted)))
    return { answer: 'proved', ...readingsOf(options, 'typed') };
  const isInVpc =
    options.accessPoint?.networkOrigin === 'VPC' ||
    (resource.type === DOMAIN && resource.networkOrigin === 'VPC');
  const guessed = isInVpc || options.unless ? null : guessedOutsider(document, resource, trusted, options);
  if (guessed) return { answer: 'refuted', witness: guessed, ...readingsOf(options, 'typed') };
  const callers = (mentions: Mentions) =>
    outsiders(
      [document, ...policiesOnTheWay(options)],
      trusted,
      options.organization ?? null,
      mentions,
      isInVpc,
    );
  return accessBy(callers, document, resource, { ...options, kmsGrants });
}

/** An Allow statement of a resource's policy for somebody whom it does not tell: one who is told is no stranger. */
export function mayAdmitStrangers({ effect, principals }: Statement): boolean {
  if (effect === 'Deny') return false;
  return principals?.some(({ type, value }) => type === 'Federated' || value === '*') ?? true;
}

/** Whoever need not even sign is told of first. */
function eitherWay(verdictOf: (who: 'anonymous' | 'known') => ProofVerdict): ProofVerdict {
  const anonymous = verdictOf('anonymous');
  if (anonymous.answer === 'refuted') return anonymous;
  const known = verdictOf('known');
  return known.answer === 'proved' ? anonymous : known;
}

function guessedOutsider(
  document: PolicyDocument,
  resource: PolicyResource,
  trusted: readonly string[],
  options: ExternalOptions,
): AuthorizationRequest | null {
  const { asked, accessPoint, network, catalogue } = options;
  if (!asked || options.askedResources || resource.type === ACCESS_POINT) return null;
  const context: RequestContext = {
    ...(accessPoint?.arn != null && {
      's3:DataAccessPointArn': accessPoint.arn,
      's3:DataAccessPointAccount': accessPoint.account,
    }),
    ...(network && toldOfPath(network)),
  };
  return guessedRequest(
    { document, resource, trusted, asked, context },
    policiesOf(document, options),
    catalogue,
  );
}

const ACCESS_POINT = 'AWS::S3::AccessPoint';
const S3_TYPES: Readonly<Record<string, PolicyOf>> = {
  'AWS::S3::Bucket': 'bucket',
  [ACCESS_POINT]: 'access-point',
  'AWS::S3::MultiRegionAccessPoint': 'access-point',
};

const DOMAIN = 'AWS::OpenSearchService::Domain';

/**
 * "An access point that has a VPC network origin is always considered non-public." A domain with its endpoint in a VPC
 * is reached from that network alone, whatever its policy says.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
 */
const IN_VPC: Readonly<Record<string, string>> = {
  [ACCESS_POINT]: 'An access point with a VPC as its network origin takes no requests from elsewhere.',
  [DOMAIN]: 'A domain with its endpoint in a VPC takes no requests from elsewhere.',
};

function inVpc({ type }: PolicyResource, because: string, options: ProofOptions): PublicVerdict {
  return {
    answer: 'proved',
    ...readingsOf(options, 'typed'),
    aws: S3_TYPES[type] ? { public: false, because } : null,
    difference: null,
  };
}

/** Whoever asks has all that its own account can give. */
function accessBy(
  callersOf: (mentions: Mentions) => Callers,
  document: PolicyDocument,
  resource: PolicyResource,
  options: ExternalOptions,
): ProofVerdict {
  const { arn } = resource;
  const { unless, kmsGrants = [] } = options;
  if (kmsGrants.length === 0 && !isAboutSome(document, options.asked))
    return { answer: 'proved', ...readingsOf(options, 'typed') };
  const asked = options.asked ?? allowedBy(document, kmsGrants);
  const resources = options.askedResources ?? [arn, `${arn}/*`, `${arn}:*`];
  const policies = { ...policiesOf(document, options), kmsGrants };
  const target = targetDocument({ actions: asked, resources });
  const except = unless ? targetDocument({ condition: unless }) : null;
  const callers = (mentions: Mentions) => askingFor(resource, options, callersOf(mentions));
  return prove(options, readingsOf(options, 'typed'), (working) =>
    reach({ policies, callers, target, except }, working),
  );
}

function policiesOf(resourcePolicy: PolicyDocument, options: AccessOptions): PolicySet {
  const { resourceControlPolicies, managementAccount } = options;
  return {
    identityPolicies: [ALLOW_ALL],
    resourcePolicy,
    resourceControlPolicies,
    managementAccount,
    ...passedPolicies(options),
  };
}

/**
 * An access point's policy is weighed as an endpoint's: it has to allow whoever asks, and gives nothing by itself. Of
 * two that both have to, one is put as what binds the account of whoever asks.
 */
function passedPolicies(options: AccessOptions): PolicySet {
  const [ofPoint] = accessPointsPolicy(options);
  const [ofEndpoint] = policiesOnPath(options.network);
  if (!ofPoint || !ofEndpoint) return { vpcEndpointPolicies: policiesOnTheWay(options) };
  return { vpcEndpointPolicies: [ofPoint], serviceControlPolicies: [[boundaryOf(ofEndpoint)]] };
}

function policiesOnTheWay(options: AccessOptions): readonly PolicyDocument[] {
  return [...accessPointsPolicy(options), ...policiesOnPath(options.network)];
}

function accessPointsPolicy({ accessPoint }: AccessOptions): readonly PolicyDocument[] {
  return accessPoint?.policy ? [accessPoint.policy] : [];
}

/** Nobody of outside is let in but by policy or grant: only actions that they allow need be weighed. Undefined: all. */
function allowedBy(
  { statements }: PolicyDocument,
  grants: NonNullable<PolicySet['kmsGrants']>,
): readonly string[] | undefined {
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  const actions = [
    ...allows.flatMap((each) => each.actions ?? ['*']),
    ...grants.flatMap(({ operations }) => operations.map((operation) => `kms:${operation}`)),
  ];
  return actions.length === 0 || actions.includes('*') ? undefined : [...new Set(actions)];
}

/** Whether an Allow statement is about one of the actions that are asked about, as far as these are told by name. */
function isAboutSome({ statements }: PolicyDocument, asked: AccessOptions['asked']): boolean {
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  if (!asked?.every((action) => !isGlob(action))) return allows.length > 0;
  const names = asked.map((action) => action.toLowerCase());
  return allows.some(({ actions }) => {
    if (!actions) return true;
    const covers = compileActions(actions);
    return names.some(covers);
  });
}

/** What asking for the resource tells of a request. */
function askingFor(
  { type, arn, account, networkOrigin }: PolicyResource,
  { accessPoint, network }: AccessOptions,
  callers: Callers,
): Callers {
  const isTold = (parseArn(arn)?.account ?? '') !== '';
  const isOfAccount = isTold ? TRUE : some(RESOURCE_ACCOUNT, within(exactly(account)));
  const itself = type === ACCESS_POINT ? { arn, account, networkOrigin } : accessPoint;
  const told = new Map(itself ? byAccessPoint(itself) : []);
  return {
    ...callers,
    are: (of) => and([callers.are(of), isOfAccount]),
    narrowing: (name, usual, of) => {
      const narrowed = told.get(name) ?? callers.narrowing(name, usual, of);
      return network ? onPath(network, name, narrowed) : narrowed;
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-condition-keys */
function byAccessPoint({
  arn,
  account,
  networkOrigin,
}: Omit<ByAccessPoint, 'policy'>): readonly (readonly [string, Dimension])[] {
  const anyOf = within(matching(shape(`arn:%:s3:%:${account}:accesspoint/*`)));
  return [
    ['s3:dataaccesspointarn', arn === null ? { ...ANY, always: true, base: [anyOf] } : always(arn)],
    ['s3:dataaccesspointaccount', always(account)],
    ...(networkOrigin ? [['s3:accesspointnetworkorigin', always(networkOrigin)] as const] : []),
  ];
}

/** Null: they do not differ, or nobody knows. */
export function differenceOf(verdict: Pick<ProofVerdict, 'answer'>, aws: AwsPublic): string | null {
  if (verdict.answer === 'unknown' || (verdict.answer === 'refuted') === aws.public) return null;
  return aws.public
    ? 'AWS calls the policy public by how it is written, and Block Public Access acts on that, but no stranger can get through it.'
    : 'AWS does not call the policy public, and Block Public Access lets it be, but a stranger can get through it.';
}
