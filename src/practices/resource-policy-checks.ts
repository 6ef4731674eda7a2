import type { StatementRef } from '../iam/decision.ts';
import { statementWords } from '../iam/exposure/statement-words.ts';
import type { AuthorizationRequest } from '../iam/index.ts';
import type { HeldOutsider, PolicyAccess } from '../inventory/outside-question.ts';
import { nameOfOutsider, type Outsider } from '../inventory/outsider.ts';
import { policyAccess } from '../inventory/resource-accesses.ts';
import { policiesOfResource, type ResourcePolicy } from '../inventory/resource-policies.ts';
import type { JsonObject } from '../model/json.ts';
import type { ResourceOf, ResourceType } from '../model/resource-types.ts';
import { ENDPOINT_CHANGES } from './changes/network-changes.ts';
import {
  type Check,
  type CheckMetadata,
  defineCheck,
  type Fix,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from './check.ts';
import { ENDPOINT_READS } from './endpoint-reads.ts';
import { ORGANIZATION_READS } from './organization-reads.ts';
import { requestEvidence } from './request-evidence.ts';

type Audience = 'public' | 'external';

/** Resources of a type whose policies let others in: a check for strangers, and one for accounts that nobody knows. */
export interface PolicyHolder<Type extends ResourceType> extends Pick<CheckMetadata<Type>, 'resource'> {
  /** `sqs-queue`: what the ids of its checks begin with, and their file's name. */
  readonly id: string;
  /** `SQS queue`, for titles. */
  readonly title: string;
  /** `queue`, for sentences. */
  readonly noun: string;
  readonly reads: readonly string[];
  /** Of its own; who comes by an endpoint or belongs to the organisation comes to them. */
  readonly changedBy: readonly string[];
  /** Beside those that all types have. */
  readonly controls?: Partial<Readonly<Record<Audience, readonly string[]>>>;
  readonly equivalents: Readonly<Record<Audience, readonly string[]>>;
  /** What those who are let in may do: `read the secret`. */
  readonly harm: string;
  /** How the policy is replaced; `what` goes on "Save the policy …" and may hold placeholders. */
  readonly fix: (what: string) => Fix;
  /** False: it does not concern the resource. */
  readonly concerns?: (resource: ResourceOf<Type>) => boolean;
  /** What its fix needs to know beside the policy's ARN. */
  readonly evidence?: (resource: ResourceOf<Type>) => JsonObject;
  /** AWS takes no policy that is public, so that there is nothing to check. */
  readonly neverPublic?: true;
}

const CONTROLS: Readonly<Record<Audience, readonly string[]>> = {
  public: [
    'cis-aws-7.0.0:2.21',
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:7.3.1',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(3)(i)',
    'hipaa:164.312(a)(1)',
  ],
  external: ['nist-800-53-r5:AC-3', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.3', 'soc-2:CC6.1'],
};

/** What a policy allows is for the IAM engine to tell, as `rampart iam public` does: docs/decisions/0032. */
export function resourcePolicyChecks<Type extends ResourceType>(
  holder: PolicyHolder<Type>,
): readonly Check[] {
  return holder.neverPublic ? [externalCheck(holder)] : [publicCheck(holder), externalCheck(holder)];
}

function publicCheck<Type extends ResourceType>(holder: PolicyHolder<Type>): Check {
  return defineCheck<Type>({
    ...sharedMetadata(holder, 'public'),
    id: `${holder.id}-not-public`,
    title: `The policy of the ${holder.title} lets no stranger in`,
    severity: 'critical',
    rationale: `Anybody whom such a policy lets in can ${holder.harm}.`,
    remediation:
      'Name the principals that are meant, or ask for them in a condition with aws:PrincipalOrgID, aws:SourceAccount or aws:SourceArn.',
    fix: holder.fix('with the principals that are meant in the place of everybody'),
    evaluate: (resource, { inventory, settings }) =>
      eachPolicy(holder, resource, (policy) =>
        publicOutcome(policy, policyAccess(inventory, policy.found, settings.trustedAccounts)),
      ),
  });
}

function externalCheck<Type extends ResourceType>(holder: PolicyHolder<Type>): Check {
  return defineCheck<Type>({
    ...sharedMetadata(holder, 'external'),
    id: `${holder.id}-no-external-access`,
    title: `The policy of the ${holder.title} lets in known accounts only`,
    severity: 'high',
    rationale: `An account that nobody looks after can ${holder.harm}: a former vendor, a mistyped account id, an intruder who means to stay.`,
    remediation:
      'Take the account out of the policy, or add it to trustedAccounts in rampart.yaml if it is known.',
    fix: holder.fix('without {evidence.outsiders}'),
    evaluate: (resource, { inventory, settings }) =>
      eachPolicy(holder, resource, (policy) =>
        externalOutcome(policy, policyAccess(inventory, policy.found, settings.trustedAccounts)),
      ),
  });
}

function sharedMetadata<Type extends ResourceType>(
  { resource, reads, changedBy, controls, equivalents }: PolicyHolder<Type>,
  audience: Audience,
): Pick<CheckMetadata<Type>, 'practice' | 'resource' | 'reads' | 'changedBy' | 'controls' | 'equivalents'> {
  return {
    practice: 6,
    resource,
    reads: [...reads, ...(audience === 'external' ? ENDPOINT_READS : []), ...ORGANIZATION_READS],
    changedBy: [...changedBy, ...(audience === 'external' ? ENDPOINT_CHANGES : [])],
    controls: [...(controls?.[audience] ?? []), ...CONTROLS[audience]],
    equivalents: equivalents[audience],
  };
}

interface Judged {
  readonly found: ResourcePolicy;
  /** `queue orders`; of a part its ARN. */
  readonly name: string;
  readonly evidence: JsonObject;
  readonly key: string | undefined;
}

/** A resource without a policy lets in its own account alone. */
function eachPolicy<Type extends ResourceType>(
  { noun, concerns, evidence }: PolicyHolder<Type>,
  resource: ResourceOf<Type>,
  judge: (policy: Judged) => Outcome,
): readonly Outcome[] | Outcome {
  if (concerns && !concerns(resource)) return notApplicable();
  return policiesOfResource(resource).map((found) => {
    const { arn, policy } = found;
    const isOwn = arn === resource.arn;
    const name = isOwn ? `${noun} ${resource.id}` : arn;
    const key = isOwn ? undefined : arn;
    const told = { policy: arn, ...evidence?.(resource) };
    if (policy.status === 'unread') return unknown(policy, told, key);
    return policy.value === null
      ? pass(`No policy of its own lets anybody into ${name}.`, told, key)
      : judge({ found, name, evidence: told, key });
  });
}

function publicOutcome(
  { found, name, evidence, key }: Judged,
  { access, missing, publicDoubts }: PolicyAccess,
): Outcome {
  const { answer, request, determining } = access.public;
  if (answer === 'unknown') return unknown(missing, evidence, key);
  if (!request) return pass(`The policy of ${name} lets no stranger in.`, evidence, key);
  const shown = { ...evidence, ...witnessed(found, request, determining) };
  if (publicDoubts.length > 0) return unknown(publicDoubts, shown, key);
  const summary = `The policy of ${name} lets in ${strangerOf(request)}: ${request.action}, by ${groundsOf(determining)}.`;
  return fail(summary, shown, key);
}

function externalOutcome(
  { found, name, evidence, key }: Judged,
  { access, missing, outsiders, held }: PolicyAccess,
): Outcome {
  const { answer, request, determining } = access.external;
  if (answer === 'unknown') return unknown(missing, evidence, key);
  if (!request) {
    const stopped = heldWords(held());
    return pass(
      `The policy of ${name} lets in nobody but known accounts and services${stopped}.`,
      evidence,
      key,
    );
  }
  const all = outsiders();
  const certain = all.filter(({ doubt }) => doubt === null);
  const shown = {
    ...evidence,
    outsiders: all.map(nameOfOutsider),
    ...witnessed(found, request, determining),
  };
  const doubts = all.flatMap(({ doubt }) => doubt ?? []);
  if (certain.length === 0) return unknown(doubts, shown, key);
  return fail(`The policy of ${name} lets in ${namesOf(certain)}.`, shown, key);
}

/** `, as the policy of VPC endpoint vpce-1 stops account 999900001111` */
function heldWords(held: readonly HeldOutsider[]): string {
  if (held.length === 0) return '';
  const endpoints = [...new Set(held.map(({ endpoint }) => endpoint.slice(endpoint.lastIndexOf('/') + 1)))];
  return `, as the policy of VPC endpoint ${endpoints.join(', ')} stops ${namesOf(held)}`;
}

function namesOf(outsiders: readonly Outsider[]): string {
  return outsiders.map(nameOfOutsider).join(', ');
}

function witnessed(
  { grants }: ResourcePolicy,
  request: AuthorizationRequest,
  determining: readonly StatementRef[],
): JsonObject {
  const statements = determining.filter(({ source }) => source === 'resourcePolicy');
  const granting = determining.filter(({ source }) => source === 'kmsGrants');
  const all = grants?.status === 'read' ? grants.value : [];
  return {
    statements: statements.map(({ statement, sid }) => ({ statement: statement + 1, sid })),
    ...(grants && { grants: granting.map(({ policy }) => all[policy]?.grantId ?? '') }),
    witness: requestEvidence(request),
  };
}

/** For sentences: `statement 2 "Everybody"`. */
function groundsOf(determining: readonly StatementRef[]): string {
  return determining.map(statementWords).join(' and ');
}

function strangerOf({ principal }: AuthorizationRequest): string {
  if (principal === '*') return 'anybody';
  if (principal.startsWith('arn:')) return 'whoever has an AWS account';
  return `whoever ${principal} acts for`;
}
