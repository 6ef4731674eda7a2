import type { AuthorizationRequest } from './authorization-request.ts';
import type { ActionCatalogue } from './catalogue/action-catalogue.ts';
import { typesOfArn } from './catalogue/resource-type-of.ts';
import type { CompiledPolicySet } from './compile-policy-set.ts';
import { evaluate } from './evaluate.ts';
import type { Principal } from './policy-document.ts';
import { isIamPrincipal } from './principal.ts';
import { ResolvedRequest } from './resolve-request.ts';
import { resourceMustAllow } from './special-actions.ts';

/** What a decision takes for granted, a sentence each. The policies are asked once more, to see which keys they read. */
export function assumptionsOf(
  request: AuthorizationRequest,
  set: CompiledPolicySet,
  rcpsBind: boolean,
  catalogue: ActionCatalogue,
): readonly string[] {
  const watched = new WatchedRequest(request, catalogue);
  evaluate(watched, set, rcpsBind);
  return [
    ...aboutAction(request, watched.resource, catalogue),
    ...aboutAccount(watched),
    ...aboutResourcePolicy(watched, set),
    ...aboutSession(watched, set),
    ...aboutAnonymous(watched),
    ...aboutCanonicalUsers(set),
    ...aboutGivenKeys(watched, catalogue),
    ...aboutAbsentKeys(watched),
  ];
}

class WatchedRequest extends ResolvedRequest {
  readonly absent = new Set<string>();
  readonly read = new Set<string>();

  override values(key: string): readonly string[] | null {
    const values = super.values(key);
    this.read.add(key);
    if (values === null) this.absent.add(key);
    return values;
  }
}

function aboutAction(
  { action, resource: named }: AuthorizationRequest,
  asked: string,
  catalogue: ActionCatalogue,
): readonly string[] {
  const facts = catalogue.action(action);
  if (!facts)
    return [
      `${action} is not among the actions that AWS documented by ${catalogue.date}; nothing is known of its resources.`,
    ];
  if (asked !== named)
    return [`${action} takes no resource: AWS asks the policies about ${asked}, not about ${named}.`];
  if (asked === '*' && facts.resourceTypes.length > 0)
    return [`${action} works on a resource and none is named, so only statements about all resources count.`];
  if (asked !== '*' && facts.resourceTypes.length > 0 && typesOfArn(facts, asked).length === 0)
    return [
      `${asked} is none of the resources that ${action} works on (${facts.resourceTypes.map(({ type }) => type.name).join(', ')}).`,
    ];
  return [];
}

function aboutAccount({
  principal,
  principalAccount,
  resourceAccount,
  resource,
}: ResolvedRequest): readonly string[] {
  if (resource === '*' || resourceAccount !== null || !isIamPrincipal(principal)) return [];
  return [
    `Nothing tells the account of ${resource}; it is taken to be the principal's, ${principalAccount}.`,
  ];
}

function aboutResourcePolicy(request: ResolvedRequest, set: CompiledPolicySet): readonly string[] {
  const { principal, principalAccount, resourceAccount, resource, service } = request;
  const isOther =
    isIamPrincipal(principal) && resourceAccount !== null && resourceAccount !== principalAccount;
  if (set.resource.length > 0 || !(isOther || resourceMustAllow(request))) return [];
  const names: Readonly<Record<string, string>> = { kms: 'key policy', sts: 'trust policy' };
  return [`No ${names[service] ?? 'policy'} of ${resource} was given; it is taken to allow nothing.`];
}

function aboutSession({ principal, read }: WatchedRequest, set: CompiledPolicySet): readonly string[] {
  if (principal.kind !== 'role-session') return [];
  const { arn, roleName, rolePath } = principal;
  const sentences: string[] = [];
  const mayBeLinked = roleName.startsWith('AWSServiceRoleFor') && set.scps.length + set.rcps.length > 0;
  if (rolePath === null && (read.has('aws:principalarn') || mayBeLinked))
    sentences.push(`The path of the role ${roleName} is not told (sessionIssuer); it is taken to have none.`);
  if (arn === null && namedPrincipals(set).some(({ value }) => value.includes(`:assumed-role/${roleName}/`)))
    sentences.push(
      `The name of the session of ${roleName} is not told; it is taken to be none that a policy names.`,
    );
  return sentences;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable, and function URLs */
const TAKE_ANONYMOUS = new Set(['s3', 'sqs', 'sns', 'lambda', 'execute-api', 'es', 'ecr-public']);

function aboutAnonymous({ principal, service }: ResolvedRequest): readonly string[] {
  if (principal.kind !== 'anonymous' || TAKE_ANONYMOUS.has(service)) return [];
  return [`${service} is not known to take requests that are not signed.`];
}

function aboutCanonicalUsers(set: CompiledPolicySet): readonly string[] {
  const ids = namedPrincipals(set).flatMap(({ type, value }) => (type === 'CanonicalUser' ? [value] : []));
  return [...new Set(ids)].map(
    (id) => `Whose the canonical user ${id} is, is not told; it is taken to be somebody else.`,
  );
}

function namedPrincipals({ resource, rcps, endpoint }: CompiledPolicySet): readonly Principal[] {
  return [...resource, ...rcps.flat(), ...endpoint].flatMap(({ policy }) =>
    policy.document.statements.flatMap(({ principals, notPrincipals }) => principals ?? notPrincipals ?? []),
  );
}

/** A service's own key that the action has not: AWS would not have it in such a request. */
function aboutGivenKeys({ given, read }: WatchedRequest, catalogue: ActionCatalogue): readonly string[] {
  const action = catalogue.action(given.action);
  if (!action) return [];
  const has = (key: string): boolean =>
    action.conditionKeys.includes(key) ||
    action.resourceTypes.some(
      (use) => use.conditionKeys.includes(key) || use.type.conditionKeys.includes(key),
    );
  return Object.keys(given.context ?? {}).flatMap((name) => {
    const key = read.has(name.toLowerCase()) ? catalogue.conditionKey(name) : null;
    if (!key || key.everywhere || name.toLowerCase().startsWith('aws:') || has(key.key)) return [];
    return [`Requests of ${given.action} are not known to have ${name}; it is judged as given.`];
  });
}

/**
 * Keys that AWS always fills in. A request that does not give one is judged as if it were absent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (Availability)
 */
const ALWAYS_PRESENT: ReadonlyMap<string, string> = new Map(
  ['aws:CurrentTime', 'aws:EpochTime', 'aws:RequestedRegion', 'aws:SecureTransport', 'aws:ViaAWSService'].map(
    (key) => [key.toLowerCase(), key],
  ),
);

function aboutAbsentKeys({ absent }: WatchedRequest): readonly string[] {
  return [...absent]
    .flatMap((key) => ALWAYS_PRESENT.get(key) ?? [])
    .sort()
    .map((key) => `${key} is in every request and was not given; it is judged as absent.`);
}
