import { hclInQuotes } from '../../practices/fix/hcl-string.ts';
import { memberTemplateBody } from './role-cloudformation.ts';
import type { ScannerRole } from './scanner-role.ts';
import { principals, trustPolicy } from './trust-policy.ts';

/** An expression that stands as it is, where other values are written as HCL's literals. */
class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A block within a block, which takes no equals sign. */
class Nested {
  readonly body: object;

  constructor(body: object) {
    this.body = body;
  }
}

/** The role as resources of Terraform's AWS provider; for an organisation, with a stack set for its other accounts. */
export function roleTerraform(role: ScannerRole): string {
  const named = role.trusted.length > 0;
  return [
    ...(named ? [] : [TRUSTED_VARIABLE]),
    ...(role.member ? [UNITS_VARIABLE] : []),
    ...role.policies.map(({ name, document }, index) =>
      block('resource', ['aws_iam_policy', `rampart_${index + 1}`], {
        name,
        path: role.path,
        description: role.description,
        policy: encoded(document),
      }),
    ),
    block('resource', ['aws_iam_role', 'rampart'], {
      name: role.name,
      path: role.path,
      description: role.description,
      assume_role_policy: encoded(
        trustPolicy(
          named ? principals(role.trusted) : new Expression('var.rampart_trusted_principal'),
          role.externalId,
        ),
      ),
    }),
    ...role.policies.map((_, index) =>
      block('resource', ['aws_iam_role_policy_attachment', `rampart_${index + 1}`], {
        role: new Expression('aws_iam_role.rampart.name'),
        policy_arn: new Expression(`aws_iam_policy.rampart_${index + 1}.arn`),
      }),
    ),
    ...(role.member ? memberStackSet(role, role.member) : []),
    block('output', ['rampart_role_arn'], { value: new Expression('aws_iam_role.rampart.arn') }),
  ].join('\n');
}

const TRUSTED_VARIABLE = block('variable', ['rampart_trusted_principal'], {
  type: new Expression('string'),
  description: 'Who may assume the role: an account id, or the ARN of a role or user',
});

const UNITS_VARIABLE = block('variable', ['rampart_organizational_unit_ids'], {
  type: new Expression('list(string)'),
  description: "The organisation's root (r-…) for every account, or organisational units (ou-…)",
});

function memberStackSet(role: ScannerRole, member: ScannerRole): readonly string[] {
  return [
    block('resource', ['aws_cloudformation_stack_set', 'rampart_members'], {
      name: `${role.name}-members`,
      description: role.description,
      permission_model: 'SERVICE_MANAGED',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      parameters: { TrustedPrincipal: new Expression('aws_iam_role.rampart.arn') },
      template_body: memberTemplateBody(member),
      auto_deployment: new Nested({ enabled: true, retain_stacks_on_account_removal: false }),
      managed_execution: new Nested({ active: true }),
    }),
    block('resource', ['aws_cloudformation_stack_set_instance', 'rampart_members'], {
      stack_set_name: new Expression('aws_cloudformation_stack_set.rampart_members.name'),
      deployment_targets: new Nested({
        organizational_unit_ids: new Expression('var.rampart_organizational_unit_ids'),
      }),
    }),
  ];
}

function block(type: string, labels: readonly string[], body: object): string {
  return `${[type, ...labels.map((each) => `"${each}"`)].join(' ')} {\n${members(body, '  ')}}\n`;
}

function members(body: object, indent: string): string {
  const entries = Object.entries(body).map(([name, value]) =>
    value instanceof Nested
      ? { name, text: ` {\n${members(value.body, `${indent}  `)}${indent}}`, isBlock: true }
      : { name, text: literal(value, indent), isBlock: false },
  );
  return assignments(entries, indent);
}

interface Entry {
  readonly name: string;
  readonly text: string;
  readonly isBlock?: boolean;
}

/** As `terraform fmt` would have it: the equals signs of neighbouring one-line values stand below each other. */
function assignments(entries: readonly Entry[], indent: string): string {
  const lines: string[] = [];
  for (const [index, { name, text, isBlock = false }] of entries.entries()) {
    const padded = isLong(entries[index]) ? name : name.padEnd(widthOfGroup(entries, index));
    lines.push(isBlock ? `${indent}${name}${text}\n` : `${indent}${padded} = ${text}\n`);
  }
  return lines.join('');
}

/** The longest name among the one-line values around that one. */
function widthOfGroup(entries: readonly Entry[], index: number): number {
  let start = index;
  while (start > 0 && !isLong(entries[start - 1])) start--;
  let end = index;
  while (end < entries.length && !isLong(entries[end])) end++;
  return Math.max(...entries.slice(start, end).map((each) => each.name.length));
}

function isLong(entry: Entry | undefined): boolean {
  return entry === undefined || entry.text.includes('\n');
}

function encoded(document: object): Expression {
  return new Expression(`jsonencode(${literal(document, '  ')})`);
}

/** https://developer.hashicorp.com/terraform/language/expressions/types */
function literal(value: unknown, indent: string): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === 'string') return `"${hclInQuotes(value)}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((each) => `${deeper}${literal(each, deeper)},\n`).join('')}${indent}]`;
  const entries = Object.entries(value).map(([key, each]) => ({
    name: `"${hclInQuotes(key)}"`,
    text: literal(each, deeper),
  }));
  return `{\n${assignments(entries, deeper)}${indent}}`;
}
