import { callerOf, hasAccount, isServiceLinked, type Named } from './principal.ts';
import type { Answer, Grant, Policies, Request, ServiceFacts } from './request.ts';
import { keyValues } from './request-context.ts';
import { type Asked, applies, type Policy, statementsOf } from './statement.ts';

/**
 * Null: the request is none. The policies must be of AWS's grammar (grammar.ts).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function referenceAuthorize(request: Request, policies: Policies, facts: ServiceFacts): Answer | null {
  const situation = situationOf(request, policies, facts);
  if (!situation) return null;
  const { asked, binding, isOwn } = situation;
  const { action, caller } = asked;

  // "No permissions are required to perform this operation."
  if (action === 'sts:getcalleridentity' && caller.type !== 'anonymous') return 'allow';
  if (action === 'sts:getsessiontoken' && ['user', 'root'].includes(caller.type)) return 'allow';

  // 1. An explicit deny anywhere; but a bucket's policy cannot lock out its owner's root.
  const isRootOfBucket = /^s3:(get|put|delete)bucketpolicy$/.test(action) && caller.type === 'root' && isOwn;
  const attached = [
    ...binding.scpLevels.flat(),
    ...binding.identity,
    ...binding.boundaries,
    ...binding.session,
  ];
  const naming = [
    ...binding.rcpLevels.flat(),
    ...binding.endpoint,
    ...(isRootOfBucket ? [] : binding.ofResource),
  ];
  if (named('Deny', attached, asked, true).length > 0) return 'explicit-deny';
  if (named('Deny', naming, asked, false).length > 0) return 'explicit-deny';

  // 2. Organizations: an Allow at every level of the SCPs. RCPs allow by RCPFullAWSAccess, which nobody can detach.
  const isShut = (level: readonly unknown[]): boolean => named('Allow', level, asked, true).length === 0;
  if (binding.scpLevels.some(isShut)) return 'implicit-deny';
  // A VPC endpoint's policy limits and never grants.
  const { endpoint } = binding;
  if (endpoint.length > 0 && named('Allow', endpoint, asked, false).length === 0) return 'implicit-deny';

  // 3. Resource-based policies, then identity-based ones within boundaries and session policies.
  if (action === 'sts:assumerole' && (caller.type === 'root' || caller.type === 'anonymous'))
    return 'implicit-deny';
  const byGrant =
    action.startsWith('kms:') &&
    (policies.kmsGrants ?? []).some((each) => allowsByGrant(each, request, asked));
  if (!byGrant && !isGranted(situation)) return 'implicit-deny';
  return isUntouchable(action, asked.resource) ? 'implicit-deny' : 'allow';
}

/** The policies that bind the caller. */
interface Binding {
  readonly scpLevels: readonly (readonly unknown[])[];
  readonly rcpLevels: readonly (readonly unknown[])[];
  readonly endpoint: readonly unknown[];
  readonly identity: readonly unknown[];
  readonly boundaries: readonly unknown[];
  readonly session: readonly unknown[];
  readonly ofResource: readonly unknown[];
}

interface Situation {
  readonly asked: Asked;
  readonly binding: Binding;
  /** The resource belongs to the caller's account. */
  readonly isOwn: boolean;
}

function situationOf(request: Request, policies: Policies, facts: ServiceFacts): Situation | null {
  const caller = callerOf(request);
  if (!caller || !/^[a-z0-9-]+:[a-z0-9_-]+$/i.test(request.action)) return null;
  const action = request.action.toLowerCase();
  const service = action.split(':')[0] ?? '';
  const context = keyValues(request, caller, service);
  const { resourceAccount } = context;
  const principalAccount = request.principalAccount ?? caller.account;
  const management = policies.managementAccount ?? null;
  const isIam = hasAccount(caller);
  const isFree = isServiceLinked(caller);
  const scpsBind = isIam && principalAccount !== management && !isFree;
  const ofManagement = management !== null && (resourceAccount ?? principalAccount) === management;
  const rcpsBind =
    facts.boundByResourceControlPolicies(service) && action !== 'kms:retiregrant' && !ofManagement && !isFree;
  const ofIam = (all: readonly unknown[] | undefined): readonly unknown[] => (isIam ? (all ?? []) : []);
  const boundaries = ofIam(policies.permissionsBoundaries);
  return {
    asked: {
      action,
      resource: resourceAskedAbout(request, service, facts),
      caller,
      context,
      hasBoundary: boundaries.length > 0,
    },
    binding: {
      scpLevels: scpsBind ? (policies.serviceControlPolicies ?? []) : [],
      rcpLevels: rcpsBind ? (policies.resourceControlPolicies ?? []) : [],
      endpoint: policies.vpcEndpointPolicies ?? [],
      identity: ofIam(policies.identityPolicies),
      boundaries,
      session: ofIam(policies.sessionPolicies),
      ofResource: policies.resourcePolicy === undefined ? [] : [policies.resourcePolicy],
    },
    isOwn: resourceAccount === null || resourceAccount === principalAccount,
  };
}

function isGranted({ asked, binding, isOwn }: Situation): boolean {
  const { caller, resource, action } = asked;
  const allows = (all: readonly unknown[]): boolean => named('Allow', all, asked, true).length > 0;
  const byResource = named('Allow', binding.ofResource, asked, false);
  if (!hasAccount(caller)) return byResource.length > 0;
  const isBounded = binding.boundaries.every((policy) => allows([policy]));
  const isInSession = binding.session.length === 0 || allows(binding.session);
  // "not limited by an implicit deny in an identity-based policy, a permissions boundary, or session policy"
  if (isOwn && byResource.includes('self')) return true;
  // "limited by an implicit deny in a permissions boundary or session policy"
  if (isOwn && byResource.includes('entity') && isBounded && isInSession) return true;
  const isRoot = caller.type === 'root' || (caller.type === 'federated' && caller.entity.endsWith(':root'));
  const hasSession = caller.type !== 'federated' || binding.session.length > 0;
  const ownSide = (isRoot || allows(binding.identity)) && isBounded && isInSession && hasSession;
  const mustBeNamed = !isOwn || isKey(action, resource) || isRole(action, resource);
  return ownSide && (!mustBeNamed || byResource.length > 0);
}

/** As whom the statements of that effect name the caller. */
function named(
  effect: string,
  policies: readonly unknown[],
  asked: Asked,
  attached: boolean,
): readonly Named[] {
  return (policies as readonly Policy[]).flatMap((policy) =>
    statementsOf(policy)
      .filter((statement) => statement['Effect'] === effect)
      .map((statement) => applies(statement, policy.Version, asked, attached))
      .filter((each) => each !== null),
  );
}

/** "If the Resource types column is empty, the action does not support resource-level permissions." S3: all buckets. */
function resourceAskedAbout({ action, resource }: Request, service: string, facts: ServiceFacts): string {
  if (!facts.takesNoResource(action)) return resource;
  return service === 's3' ? `arn:${resource.split(':')[1] ?? 'aws'}:s3:::*` : '*';
}

const isKey = (action: string, arn: string): boolean =>
  action.startsWith('kms:') && arn.split(':')[2] === 'kms' && arn.split(':')[5]?.startsWith('key/') === true;

const isRole = (action: string, arn: string): boolean =>
  action.startsWith('sts:') && arn.split(':')[2] === 'iam' && arn.split(':')[5]?.startsWith('role/') === true;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html */
function isUntouchable(action: string, resource: string): boolean {
  const changesRole =
    /^iam:(addroletoinstanceprofile|attachrolepolicy|deleterole|deleterolepermissionsboundary|deleterolepolicy|detachrolepolicy|passrole|putrolepermissionsboundary|putrolepolicy|updateassumerolepolicy|updaterole|updateroledescription)$/;
  const touchesReserved =
    /^iam:(createrole|createservicelinkedrole|deleteservicelinkedrole|tagrole|untagrole)$/;
  const changesPolicy =
    /^iam:(createpolicy|createpolicyversion|deletepolicy|deletepolicyversion|setdefaultpolicyversion|tagpolicy|untagpolicy)$/;
  const changesAlias = /^kms:(create|delete|update)alias$/;
  const [, , service, , account = '', ...rest] = resource.split(':');
  const name = rest.join(':');
  if (service === 'iam' && name.startsWith('role/aws-service-role/')) return changesRole.test(action);
  if (service === 'iam' && name.startsWith('role/aws-reserved/'))
    return changesRole.test(action) || touchesReserved.test(action);
  if (service === 'iam' && account === 'aws' && name.startsWith('policy/')) return changesPolicy.test(action);
  return service === 'kms' && name.startsWith('alias/aws/') && changesAlias.test(action);
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
function allowsByGrant(
  grant: Grant,
  request: Request,
  { action, resource, caller, context }: Asked,
): boolean {
  const { keyArn, granteePrincipal, operations, constraints } = grant;
  const element = granteePrincipal.startsWith('arn:')
    ? { AWS: granteePrincipal }
    : { Service: granteePrincipal };
  const asked: Asked = { action, resource, caller, context, hasBoundary: false };
  const grantee = applies({ Action: '*', Principal: element }, null, asked, false);
  const pairs = Object.entries(request.context ?? {})
    .filter(([key]) => /^kms:encryptioncontext:/i.test(key))
    .map(([key, value]) => [key.slice('kms:encryptioncontext:'.length), String(value)].join('='));
  const has = (wanted: Readonly<Record<string, string>>): boolean =>
    Object.entries(wanted).every((pair) => pairs.includes(pair.join('=')));
  const { encryptionContextEquals: equal, encryptionContextSubset: subset } = constraints ?? {};
  return (
    (keyArn === undefined || keyArn === resource) &&
    operations.some((operation) => operation.toLowerCase() === action.slice('kms:'.length)) &&
    (grantee === 'self' || grantee === 'entity') &&
    (!equal || (has(equal) && Object.keys(equal).length === pairs.length)) &&
    (!subset || has(subset))
  );
}
