/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export interface ConditionOperator {
  readonly family: OperatorFamily;
  /** `StringNotEquals` and its like: what the comparison without the Not would deny. */
  readonly negated: boolean;
  /** Of Numeric and Date; `equals` for all others. */
  readonly relation: Relation;
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | null;
  readonly ifExists: boolean;
}

export type OperatorFamily =
  | 'StringEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringLike'
  | 'Numeric'
  | 'Date'
  | 'Bool'
  | 'Binary'
  | 'IpAddress'
  | 'Arn'
  | 'Null';

export type Relation = 'equals' | 'less' | 'less-or-equals' | 'greater' | 'greater-or-equals';

type Base = Pick<ConditionOperator, 'family' | 'negated' | 'relation'>;

const equals = (family: OperatorFamily, negated = false): Base => ({ family, negated, relation: 'equals' });

const BASES: Readonly<Record<string, Base>> = {
  stringequals: equals('StringEquals'),
  stringnotequals: equals('StringEquals', true),
  stringequalsignorecase: equals('StringEqualsIgnoreCase'),
  stringnotequalsignorecase: equals('StringEqualsIgnoreCase', true),
  stringlike: equals('StringLike'),
  stringnotlike: equals('StringLike', true),
  ...compared('Numeric'),
  ...compared('Date'),
  bool: equals('Bool'),
  binaryequals: equals('Binary'),
  ipaddress: equals('IpAddress'),
  notipaddress: equals('IpAddress', true),
  arnequals: equals('Arn'),
  arnlike: equals('Arn'),
  arnnotequals: equals('Arn', true),
  arnnotlike: equals('Arn', true),
  null: equals('Null'),
};

function compared(family: 'Numeric' | 'Date'): Readonly<Record<string, Base>> {
  const name = family.toLowerCase();
  const related = (relation: Relation): Base => ({ family, negated: false, relation });
  return {
    [`${name}equals`]: equals(family),
    [`${name}notequals`]: equals(family, true),
    [`${name}lessthan`]: related('less'),
    [`${name}lessthanequals`]: related('less-or-equals'),
    [`${name}greaterthan`]: related('greater'),
    [`${name}greaterthanequals`]: related('greater-or-equals'),
  };
}

/** Null: AWS has no such operator. Case does not matter. `NullIfExists` is none. */
export function parseConditionOperator(text: string): ConditionOperator | null {
  const [, prefix, name = '', suffix] =
    /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(text.toLowerCase()) ?? [];
  const base = Object.hasOwn(BASES, name) ? BASES[name] : undefined;
  if (!base || (base.family === 'Null' && suffix)) return null;
  const quantifier = prefix ? (prefix === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue') : null;
  return { ...base, quantifier, ifExists: suffix !== undefined };
}
