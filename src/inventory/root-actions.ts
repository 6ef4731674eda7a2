import { keysLookedAt } from '../iam/escalate/circumstances.ts';
import {
  type AuthorizationRequest,
  authorize,
  canReach,
  compilePolicySet,
  type NamedPolicy,
  type PolicyDocument,
  type PolicyLevels,
  type Statement,
} from '../iam/index.ts';
import { documentOf } from '../iam/prove/document-of.ts';
import { ALLOW_ALL } from '../iam/prove/replay.ts';
import { type Reading, read, unread } from '../model/reading.ts';

/** What service control policies leave to the root user of a member account. */
export type RootActions =
  | { readonly answer: 'none'; readonly deniedBy: string }
  | { readonly answer: 'some'; readonly request: AuthorizationRequest };

/**
 * Nothing, if one statement denies everything whatever the request, or one level allows nothing. Else what an intruder
 * would do first is tried, and what the policies make an exception of. `arn`: the root user's.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function rootActions(levels: PolicyLevels, arn: string): Reading<RootActions> {
  const [deniedBy] = levels.flat().flatMap((policy) => denialsIn(policy, arn));
  if (deniedBy !== undefined) return read({ answer: 'none', deniedBy });
  if (levels.some(allowsNothing)) return read({ answer: 'none', deniedBy: 'a level that allows nothing' });
  let reason = 'every action that was tried is denied, and no statement denies all';
  for (const action of new Set([...FIRST, ...exceptionsOf(levels)])) {
    for (const resources of [[`arn:*:${serviceOf(action)}:*`], ['*']]) {
      const target = { principal: arn, actions: [action], resources, condition: PLAIN_ROOT };
      const verdict = canReach({ serviceControlPolicies: levels }, target, { actions: 'known' });
      if (verdict.answer === 'refuted' && isOfItsService(verdict.witness))
        return read({ answer: 'some', request: verdict.witness });
      if (verdict.answer === 'unknown') ({ reason } = verdict);
    }
  }
  return unread('organizations:DescribePolicy', `NotProved: ${reason}`);
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}

/** A proof may ask an action of a resource of another service, of which nobody would. */
function isOfItsService({ action, resource }: AuthorizationRequest): boolean {
  return resource === '*' || resource.split(':')[2] === serviceOf(action);
}

/** What opens the account to somebody else, or destroys what it holds. */
const FIRST = [
  'iam:CreateUser',
  'iam:CreateAccessKey',
  'ec2:RunInstances',
  's3:DeleteObject',
  's3:PutBucketPolicy',
  'kms:ScheduleKeyDeletion',
] as const;

/** Signed in as itself, and not for one task by centralised root access. */
const PLAIN_ROOT = { Null: { 'aws:AssumedRoot': 'true' } };

/** The statements of a policy that deny the root user everything: `deny-root, statement 1`. */
function denialsIn({ name, document }: NamedPolicy, arn: string): readonly string[] {
  const parsed = documentOf(document);
  return parsed.statements.flatMap((statement, at) =>
    deniesAll(statement, parsed, arn) ? [`${name}, statement ${at + 1}`] : [],
  );
}

/** Its conditions hang on who asks alone, so that one request speaks for all. */
function deniesAll(statement: Statement, { version, id }: PolicyDocument, arn: string): boolean {
  const { effect, actions, resources } = statement;
  if (effect !== 'Deny' || !actions?.some((each) => EVERY_ACTION.test(each)) || !resources?.includes('*'))
    return false;
  const alone: PolicyDocument = { version, id, statements: [statement] };
  const set = compilePolicySet({ serviceControlPolicies: [[ALLOW_ALL, alone]] });
  if ([...keysLookedAt(set, FIRST[0])].some((key) => !SETTLED.test(key))) return false;
  const { determining } = authorize({ principal: arn, action: FIRST[0], resource: '*' }, set);
  return determining.some((each) => each.effect === 'Deny');
}

const EVERY_ACTION = /^\*+(:\*+)?$/;

/**
 * Keys that are the same in whatever the root user asks, or that are never there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
const SETTLED =
  /^aws:(principalarn|principalaccount|principaltype|principalisawsservice|principalservicename|username|userid|assumedroot)$|^aws:principaltag\//;

function allowsNothing(level: readonly NamedPolicy[]): boolean {
  return statementsOf(level).every(({ effect }) => effect === 'Deny');
}

/** What denials leave out, and what is allowed where not all is. */
function exceptionsOf(levels: PolicyLevels): readonly string[] {
  return statementsOf(levels.flat()).flatMap(({ effect, actions, notActions }) =>
    effect === 'Deny' ? (notActions ?? []) : (actions ?? []).filter((each) => !EVERY_ACTION.test(each)),
  );
}

function statementsOf(policies: readonly NamedPolicy[]): readonly Statement[] {
  return policies.flatMap(({ document }) => documentOf(document).statements);
}
