import { type CompiledPolicy, type CompiledStatement, compilePolicy } from './compile-policy.ts';
import type { PolicySource, StatementRef } from './decision.ts';
import { InvalidInput } from './invalid-input.ts';
import { type CompiledGrants, compileGrants } from './kms-grants.ts';
import {
  isPolicyError,
  type PolicyDocument,
  parsePolicyDocument,
  policyDocumentOf,
} from './policy-document.ts';
import type { PolicyInput, PolicySet } from './policy-set.ts';

/** A policy set, ready for many decisions. */
export interface CompiledPolicySet {
  readonly compiled: true;
  readonly identity: readonly PlacedPolicy[];
  readonly boundaries: readonly PlacedPolicy[];
  readonly session: readonly PlacedPolicy[];
  readonly resource: readonly PlacedPolicy[];
  readonly scps: readonly (readonly PlacedPolicy[])[];
  readonly rcps: readonly (readonly PlacedPolicy[])[];
  readonly endpoint: readonly PlacedPolicy[];
  readonly grants: CompiledGrants | null;
  readonly managementAccount: string | null;
}

/** A policy and where in the policy set it is. */
export interface PlacedPolicy {
  readonly policy: CompiledPolicy;
  readonly source: PolicySource;
  readonly level: number | null;
  readonly index: number;
  readonly name: string | null;
}

/** Throws InvalidInput for a text or an object that is no policy, or that its place does not take. */
export function compilePolicySet(set: PolicySet): CompiledPolicySet {
  return {
    compiled: true,
    identity: placed(set.identityPolicies, 'identityPolicies'),
    boundaries: placed(set.permissionsBoundaries, 'permissionsBoundaries'),
    session: placed(set.sessionPolicies, 'sessionPolicies'),
    resource: placed(set.resourcePolicy === undefined ? undefined : [set.resourcePolicy], 'resourcePolicy'),
    scps: levels(set.serviceControlPolicies, 'serviceControlPolicies'),
    rcps: levels(set.resourceControlPolicies, 'resourceControlPolicies'),
    endpoint: placed(set.vpcEndpointPolicies, 'vpcEndpointPolicies'),
    grants: set.kmsGrants ? compileGrants(set.kmsGrants) : null,
    managementAccount: set.managementAccount ?? null,
  };
}

export function refOf(
  { source, level, index: policy, name }: PlacedPolicy,
  { index: statement, sid, isAllow }: CompiledStatement,
): StatementRef {
  const place = { source, policy, statement, sid, effect: isAllow ? 'Allow' : 'Deny' } as const;
  if (level === null) return name === null ? place : { ...place, name };
  return name === null ? { ...place, level } : { ...place, level, name };
}

/** Words for people: `service control policy 1 of level 2 (DenyRegions)`. */
export function placeOf({ source, level, index, name }: Omit<PlacedPolicy, 'policy'>): string {
  const noun = NOUNS[source];
  const number = source === 'resourcePolicy' ? '' : ` ${index + 1}`;
  const ofLevel = level === null ? '' : ` of level ${level + 1}`;
  return `${noun}${number}${ofLevel}${name === null ? '' : ` (${name})`}`;
}

/** `statement 2 "Sid" of identity policy 1` */
export function statementName(placed: PlacedPolicy, index: number): string {
  const sid = placed.policy.document.statements[index]?.sid;
  return `statement ${index + 1}${sid ? ` "${sid}"` : ''} of ${placeOf(placed)}`;
}

const NOUNS: Readonly<Record<PolicySource, string>> = {
  identityPolicies: 'identity policy',
  permissionsBoundaries: 'permissions boundary',
  sessionPolicies: 'session policy',
  resourcePolicy: 'resource policy',
  serviceControlPolicies: 'service control policy',
  resourceControlPolicies: 'resource control policy',
  vpcEndpointPolicies: 'VPC endpoint policy',
  kmsGrants: 'KMS grant',
};

function levels(
  given: readonly (readonly PolicyInput[])[] | undefined,
  source: PolicySource,
): readonly (readonly PlacedPolicy[])[] {
  if (!given || given.length === 0) return NO_LEVELS;
  return given.map((policies, level) => placed(policies, source, level));
}

/** The same list for all sets that have none, so that deciding touches less memory. */
const NO_POLICIES: readonly PlacedPolicy[] = [];
const NO_LEVELS: readonly (readonly PlacedPolicy[])[] = [];

function placed(
  policies: readonly PolicyInput[] | undefined,
  source: PolicySource,
  level: number | null = null,
): readonly PlacedPolicy[] {
  if (!policies || policies.length === 0) return NO_POLICIES;
  return policies.map((input, index) => {
    const named = typeof input === 'object' && 'document' in input;
    const place = { source, level, index, name: named ? input.name : null };
    try {
      const policy = compiled(named ? input.document : input);
      mustFit(policy.document, source);
      return { ...place, policy };
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidInput(`${placeOf(place)}: ${error.message}`);
      throw error;
    }
  });
}

const byDocument = new WeakMap<PolicyDocument, CompiledPolicy>();
const byText = new Map<string, CompiledPolicy>();
const REMEMBERED_TEXTS = 2048;

/** Texts and the parser's frozen documents are compiled once; an object could change, so it is read again. */
function compiled(input: Exclude<PolicyInput, { document: unknown }>): CompiledPolicy {
  if (typeof input === 'string') return compiledText(input);
  if ('statements' in input) return compiledDocument(input);
  const document = policyDocumentOf(input);
  if (isPolicyError(document)) throw new InvalidInput(document.error);
  return compilePolicy(document);
}

function compiledText(text: string): CompiledPolicy {
  const known = byText.get(text);
  if (known) return known;
  const document = parsePolicyDocument(text);
  if (isPolicyError(document)) throw new InvalidInput(document.error);
  const policy = compilePolicy(document);
  if (byText.size >= REMEMBERED_TEXTS) byText.clear();
  byText.set(text, policy);
  return policy;
}

/** Compiled once, where the parser has frozen it. */
export function compiledDocument(document: PolicyDocument): CompiledPolicy {
  if (!Object.isFrozen(document)) return compilePolicy(document);
  const known = byDocument.get(document);
  if (known) return known;
  const policy = compilePolicy(document);
  byDocument.set(document, policy);
  return policy;
}

const HAVE_PRINCIPALS = new Set<PolicySource>([
  'resourcePolicy',
  'resourceControlPolicies',
  'vpcEndpointPolicies',
]);

/**
 * What AWS refuses in a policy of this kind: principals where the principal is known by the attachment, statements
 * about no resource where the policy is not a resource's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
function mustFit({ statements }: PolicyDocument, source: PolicySource): void {
  for (const [index, { principals, notPrincipals, resources, notResources }] of statements.entries()) {
    if (!HAVE_PRINCIPALS.has(source) && (principals || notPrincipals))
      throw new InvalidInput(
        `statement ${index + 1} has ${principals ? 'Principal' : 'NotPrincipal'}, which only policies of resources take`,
      );
    if (source !== 'resourcePolicy' && !resources && !notResources)
      throw new InvalidInput(`statement ${index + 1} has neither Resource nor NotResource`);
  }
}
