/**
 * `error`: AWS refuses it, or it can never have an effect. `warning`: it probably does other than it was meant to.
 * `suggestion`: it does no harm and could be plainer.
 */
export type LintSeverity = (typeof LINT_SEVERITIES)[number];

/** Worst first. */
export const LINT_SEVERITIES = ['error', 'warning', 'suggestion'] as const;

interface LintRule {
  readonly severity: LintSeverity;
  /** What is wrong where the rule speaks. */
  readonly about: string;
}

const error = (about: string): LintRule => ({ severity: 'error', about });
const warning = (about: string): LintRule => ({ severity: 'warning', about });
const suggestion = (about: string): LintRule => ({ severity: 'suggestion', about });

/** Every rule of the linter, by its id. */
export const LINT_RULES = {
  'policy-unreadable': error('The text is no JSON, or no policy'),
  'policy-too-large': error('The policy is longer than AWS takes'),
  'policy-empty': suggestion('The policy has no statements'),
  'character-refused': error('IAM takes no such character in a policy'),
  'version-missing': warning('Without Version a policy is read as of 2008, without variables'),
  'version-old': suggestion('Version 2008-10-17 has no variables'),
  'version-unknown': error('AWS has no such Version'),
  'id-refused': error('Only policies of resources have an Id'),
  'sid-repeated': error('Two statements have the same Sid'),
  'sid-characters': error('IAM takes only letters and digits in a Sid'),

  'principal-missing': error('A policy of a resource names principals in each statement'),
  'principal-refused': error('Who asks is known by the attachment, so AWS refuses a principal'),
  'principal-bare': error('AWS takes "*" or a map as principal'),
  'principal-type': error('AWS has no such type of principal'),
  'principal-shape': error('The text names no principal'),
  'principal-wildcard': error('A wildcard in a principal is no wildcard: it matches nobody'),
  'principal-deleted': warning('The id stands for a user or role that is no more'),
  'principal-empty': suggestion('The statement names nobody'),
  'not-principal-allow': warning('Everybody else is allowed, anonymous callers too'),
  'not-principal-trust': error('Trust policies take no NotPrincipal'),
  'not-principal-account': warning('A Deny spares only those whose account it lists too'),
  'control-policy-allow': error('A resource control policy only denies'),
  'control-policy-principal': error('A resource control policy has the principal "*"'),

  'action-shape': error('An action has a service and a name'),
  'action-unknown': error('AWS documents no such action'),
  'action-pattern-empty': error('AWS documents no action that the pattern matches'),
  'service-unknown': error('AWS documents no such service'),
  'action-repeated': suggestion('Another entry of the list has it already'),
  'action-empty': suggestion('The statement is about no action'),
  'action-trust': error('A trust policy is about assuming the role'),
  'action-takes-no-resource': error('The action works on no resource, so none but "*" covers it'),
  'action-without-resource': error('None of the resources is one that the action works on'),
  'not-action-allow': warning('Everything else is allowed, what AWS adds later too'),

  'resource-missing': error('A statement needs Resource or NotResource'),
  'resource-refused': error('A trust policy is about its own role alone'),
  'resource-shape': error('A resource is an ARN or "*"'),
  'resource-incomplete': warning('AWS fills an ARN of fewer than six parts with stars'),
  'resource-repeated': suggestion('Another entry of the list has it already'),
  'resource-empty': suggestion('The statement is about no resource'),
  'resource-not-of-actions': error('None of the actions works on such a resource'),
  'not-resource-allow': warning('Everything else is allowed'),
  'arn-partition': error('AWS has no such partition'),
  'arn-service': error('The service of an ARN takes no wildcard, or is none of AWS'),
  'arn-account': error('An account has twelve digits'),
  'arn-form': error('AWS documents no resource with such an ARN'),

  'operator-unknown': error('AWS has no such operator'),
  'condition-empty': suggestion('The condition asks for nothing'),
  'condition-values-empty': warning('Without values the condition holds always or never'),
  'condition-key-shape': error('A condition key has a service and a name'),
  'condition-key-unknown': warning('AWS documents no such condition key'),
  'condition-key-repeated': error('The key is there twice, in different case'),
  'condition-key-deprecated': suggestion('AWS has a newer condition key'),
  'condition-key-not-of-actions': warning('None of the actions has the condition key'),
  'condition-type': warning('The operator is not of the key’s type'),
  'condition-value': error('The operator can make nothing of the value'),
  'condition-never': error('No request meets all of the conditions'),
  'address-host-bits': suggestion('The address has bits beyond its prefix, which AWS ignores'),
  'address-private': warning('aws:SourceIp is a public address'),
  'null-with-set-operator': warning('With a set operator Null is always true or always false'),
  'set-operator-needed': warning('The key may have several values'),
  'set-operator-needless': warning('The key has one value'),
  'all-values-of-none': suggestion('ForAllValues holds where the key is missing'),
  'wildcard-in-equals': warning('StringEquals takes wildcards for what they are'),

  'variable-version': error('Without Version 2012-10-17 a variable is mere text'),
  'variable-shape': error('The variable has no end or no name'),
  'variable-unknown': warning('AWS documents no such key'),
  'variable-multivalued': error('A key with several values is no variable'),
  'variable-not-replaced': error('AWS replaces no variables here'),
  'variable-in-arn-head': warning('AWS’s documentation allows variables only after an ARN’s fifth colon'),

  'statement-repeated': suggestion('Another statement says all of it'),
  'statement-denied': warning('A Deny of the same policy takes all of it back'),
  'pass-role-anywhere': warning('Any role may be passed to any service'),
} as const satisfies Readonly<Record<string, LintRule>>;

export type LintRuleId = keyof typeof LINT_RULES;
