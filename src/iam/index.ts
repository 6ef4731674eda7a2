export type { AuthorizationRequest, RequestContext } from './authorization-request.ts';
export { authorize } from './authorize.ts';
export type {
  AccessLevel,
  ActionCatalogue,
  ActionFacts,
  ActionResourceType,
  ConditionKeyFacts,
  ConditionKeyType,
  ResourceTypeFacts,
  ServiceFacts,
} from './catalogue/action-catalogue.ts';
export { CATALOGUE } from './catalogue/catalogue.ts';
export { type CompiledPolicySet, compilePolicySet } from './compile-policy-set.ts';
export type { Decision, Effect, PolicySource, StatementRef } from './decision.ts';
export {
  type Administrator,
  type EscalationPath,
  type EscalationStep,
  type Escalations,
  escalations,
  type Power,
} from './escalate/escalations.ts';
export type { AllowedRequest } from './escalate/may.ts';
export { InvalidInput } from './invalid-input.ts';
export type { TextPlace } from './json-text.ts';
export {
  type LeastPrivilege,
  type LeastPrivilegeOptions,
  leastPrivilege,
} from './least-privilege/least-privilege.ts';
export type { RemovedService } from './least-privilege/removed-actions.ts';
export type { StatementJson } from './least-privilege/statement-json.ts';
export type { UsedCall } from './least-privilege/used-call.ts';
export type { LintFinding, PolicyKind } from './lint/lint-finding.ts';
export { type LintOptions, lintPolicy } from './lint/lint-policy.ts';
export { LINT_RULES, type LintRuleId, type LintSeverity } from './lint/lint-rules.ts';
export type { PolicyDocument, PolicyError, Principal, Statement } from './policy-document.ts';
export { isPolicyError, parsePolicyDocument } from './policy-document.ts';
export type { AwsPolicyObject, KmsGrant, NamedPolicy, PolicyInput, PolicySet } from './policy-set.ts';
export { type ConditionBlock, canReach, type ReachTarget, requires } from './prove/can-reach.ts';
export type { PolicyType } from './prove/compared-policies.ts';
export { type EquivalenceVerdict, equivalent } from './prove/equivalent.ts';
export { type ComparisonOptions, noNewAccess } from './prove/no-new-access.ts';
export type { AwsPublic } from './prove/public/s3-public-policy.ts';
export {
  type AccessOptions,
  type ExternalOptions,
  externalAccess,
  type PolicyResource,
  type PublicVerdict,
  publicAccess,
} from './prove/public-access.ts';
export type { ActionReading, ProofOptions, ProofVerdict } from './prove/verdicts.ts';
export type { Verdict } from './verdict.ts';
export type {
  AccountView,
  GroupView,
  HeldPolicyView,
  IamView,
  ManagedPolicyView,
  PolicyLevels,
  PrincipalView,
  WorkloadKind,
  WorkloadView,
} from './view/iam-view.ts';
export { compiledSetOf, policySetOf } from './view/policy-set-of.ts';
