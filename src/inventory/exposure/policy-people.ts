import type { AccessWay } from '../../iam/answers/exposure-answer.ts';
import { type AccessLevel, type AuthorizationRequest, CATALOGUE, type PolicySet } from '../../iam/index.ts';
import { parseArn } from '../../model/arn.ts';
import { unreadAmong } from '../../model/reading.ts';
import type { Inventory } from '../inventory.ts';
import type { PolicyAccess } from '../outside-question.ts';
import { policyOf } from '../policy-of.ts';
import { policyAccess } from '../resource-accesses.ts';
import { resourceGuards } from '../resource-guards.ts';
import type { ResourcePolicy } from '../resource-policies.ts';
import { OTHERS, personOf, stopOf } from './outside-person.ts';
import { ANONYMOUS, ANY_ACCOUNT, People } from './people.ts';
import { type ActionsOf, addServices, grantOf, serviceGrants } from './services.ts';

/** Who of outside can do what with a resource by its own policy and grants, at each of AWS's access levels. */
export function policyPeople(
  inventory: Inventory,
  found: ResourcePolicy,
  trusted: readonly string[],
): People {
  const operations = levelsOf(found.arn);
  const people = new People(Object.keys(operations));
  const missing = unreadAmong([found.policy, ...(found.grants ? [found.grants] : [])]);
  for (const operation of Object.keys(operations)) people.addUnknown(OTHERS, operation, missing);
  const text = found.policy.status === 'read' ? found.policy.value : null;
  const document = text === null ? null : policyOf(inventory, text, 'policy of the resource');
  if (document?.status !== 'read') {
    const bad = document ? unreadAmong([document]) : [];
    for (const operation of Object.keys(operations)) people.addUnknown(OTHERS, operation, bad);
    return people;
  }
  const { options } = resourceGuards(inventory, found.account);
  const kmsGrants = found.grants?.status === 'read' ? found.grants.value : [];
  const policies = { ...options, resourcePolicy: document.value, kmsGrants };
  const whole = policyAccess(inventory, found, trusted);
  if (whole.access.external.answer !== 'no' || whole.held().length > 0)
    for (const [operation, asked] of Object.entries(operations))
      addOutside(people, operation, policyAccess(inventory, found, trusted, { asked }), policies);
  addServices(people, serviceGrants(inventory, { arn: found.arn, policies }, operations));
  return people;
}

function addOutside(
  people: People,
  operation: string,
  { access, missing, publicDoubts, outsiders, held }: PolicyAccess,
  policies: PolicySet,
): void {
  const { request, answer } = access.public;
  if (answer === 'unknown' || access.external.answer === 'unknown')
    people.addUnknown(OTHERS, operation, missing);
  if (request) {
    const way = wayOf(request, policies);
    if (request.principal === '*') people.add(ANONYMOUS, operation, way, publicDoubts);
    people.add(ANY_ACCOUNT, operation, way, publicDoubts);
  }
  for (const outsider of outsiders()) {
    const person = personOf(outsider, access);
    const way = { ...wayOf(outsider.witness, policies), vpcEndpoint: outsider.endpoint ?? null };
    if (person) people.add(person, operation, way, outsider.doubt ? [outsider.doubt] : []);
  }
  for (const outsider of held()) {
    const person = personOf(outsider, access);
    const stoppedBy = [stopOf(outsider.endpoint)];
    const way = { ...wayOf(outsider.witness, policies), vpcEndpoint: outsider.endpoint, stoppedBy };
    if (person) people.add(person, operation, way);
  }
}

function wayOf(request: AuthorizationRequest, policies: PolicySet): AccessWay {
  const grant = grantOf(request, policies);
  const isGrant = policies.kmsGrants?.some(({ grantId }) => grantId === grant) ?? false;
  return {
    by: isGrant ? 'kms-grant' : 'policy',
    grant: isGrant ? `grant ${grant}` : grant,
    where: isGrant ? 'of the key' : 'of its policy',
    accessPoint: null,
    vpcEndpoint: null,
    request,
    stoppedBy: [],
    wouldStop: [],
  };
}

/** In the order of columns. */
const LEVELS: Readonly<Record<AccessLevel, string>> = {
  List: 'list',
  Read: 'read',
  Write: 'write',
  Tagging: 'tag',
  'Permissions management': 'permissions',
};

/**
 * Actions of the resource's service by AWS's access levels.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function levelsOf(arn: string): ActionsOf {
  const prefix = parseArn(arn)?.service ?? '';
  const actions = CATALOGUE.service(prefix)?.actions ?? [];
  const byLevel = Map.groupBy(actions, ({ accessLevel }) => accessLevel);
  const levels = Object.keys(LEVELS) as readonly AccessLevel[]; // its keys are nothing else
  return Object.fromEntries(
    levels.flatMap((level) => {
      const names = (byLevel.get(level) ?? [])
        .filter(({ resourceTypes }) => resourceTypes.length > 0)
        .map(({ name }) => `${prefix}:${name}`);
      return names.length > 0 ? [[LEVELS[level], names] as const] : [];
    }),
  );
}
