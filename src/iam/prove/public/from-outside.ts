import { contains, formatPrefix, type Prefix, parsePrefix } from '../../../model/address-range.ts';
import type { PolicyDocument } from '../../policy-document.ts';
import type { Callers } from '../callers.ts';
import { ofAccount } from '../policy/account-of-arn.ts';
import { type CallerKind, kindsForAction } from '../policy/caller-kind.ts';
import { NEVER, outside, within } from '../policy/dimensions.ts';
import * as key from '../policy/keys.ts';
import type { Mentions } from '../policy/mentions.ts';
import { not, or, some, TRUE } from '../solve/formula.ts';
import { literalPattern, startPattern } from '../strings/pattern.ts';
import { TextSet } from '../strings/text-set.ts';
import { exactly, inAnyCase, matching, shape } from '../strings/text-sets.ts';
import type { Constraint } from '../values/region.ts';
import { toldValues } from './told-values.ts';

/** What a caller's value of a key is not. */
type Limits = (name: string) => readonly Constraint[];

/**
 * Callers whom policies do not tell: of any account, organization, VPC or narrow block of addresses but those that
 * they do. What a request says of itself, and the tags of their own roles, they may choose. `anonymous`: those who do
 * not say who they are; `known`: the others.
 */
export function strangers(
  documents: readonly PolicyDocument[],
  account: string,
  mentions: Mentions,
  who: 'anonymous' | 'known',
): Callers {
  const told = toldValues(documents);
  const known = [account, ...mentions.accounts];
  return fromOutside(STRANGERS[who], known, EXAMPLES, (name) => {
    if (name === VIA_MOUNT_TARGET) return [outside(exactly('true'))];
    const texts = told.texts.get(name) ?? [];
    return [
      ...notOf(known, name),
      ...(texts.length > 0 ? [outside(new TextSet(texts))] : []),
      ...(name === key.USER_ID ? noneOf(told.ids) : []),
      ...(name === 'aws:sourceip' && told.blocks.length > 0 ? [outsideBlocks(told.blocks)] : []),
      ...(name === key.NAME ? [outside(inAnyCase(...told.services)), NO_ACCOUNTS_PROVIDER] : []),
      ...(name === key.FEDERATED_PROVIDER ? [NO_ACCOUNTS_PROVIDER] : []),
    ];
  });
}

/**
 * Callers of other accounts than those that are trusted and, where one is given, of no such organization. Into a VPC
 * (`inVpc`, or a mount target of a file system) come those alone whom the policy means.
 */
export function outsiders(
  documents: readonly PolicyDocument[],
  trusted: readonly string[],
  organization: string | null,
  mentions: Mentions,
  inVpc = false,
): Callers {
  const { ids, texts } = toldValues(documents);
  const callers = fromOutside(OUTSIDERS, trusted, [...mentions.accounts, ...EXAMPLES], (name) => [
    ...notOf(trusted, name),
    ...(name === key.USER_ID ? noneOf(ids) : []),
    ...(organization === null ? [] : notOfOrganization(organization, name)),
  ]);
  const meant = [
    some(key.PRINCIPAL_ACCOUNT, within(exactly(...mentions.accounts))),
    ...OF_ORGANIZATIONS.flatMap((name) => {
      const told = texts.get(name);
      return told ? [some(name, within(new TextSet(told)))] : [];
    }),
  ];
  if (inVpc) return { ...callers, are: () => or(meant) };
  if (!mentions.keys.has(VIA_MOUNT_TARGET)) return callers;
  const isRemote = not(some(VIA_MOUNT_TARGET, within(exactly('true'))));
  return { ...callers, are: () => or([isRemote, ...meant]) };
}

/**
 * Whoever comes that way is in the file system's own network, which AWS calls no public access.
 * https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
 */
const VIA_MOUNT_TARGET = 'elasticfilesystem:accessedviamounttarget';

const OF_ORGANIZATIONS = ['aws:principalorgid', 'aws:principalorgpaths'];

/** Services act for whom they are told to: a policy that names one lets nobody else in. */
const STRANGERS: Readonly<Record<'anonymous' | 'known', readonly CallerKind[]>> = {
  anonymous: ['anonymous'],
  known: ['identity-provider', 'role-session', 'service'],
};
const OUTSIDERS: readonly CallerKind[] = ['identity-provider', 'role-session', 'user', 'root', 'anonymous'];

function fromOutside(
  kinds: readonly CallerKind[],
  known: readonly string[],
  examples: readonly string[],
  limits: Limits,
): Callers {
  const made = new Map<string, readonly Constraint[]>();
  const limitsOf = (name: string): readonly Constraint[] => {
    const known = made.get(name) ?? [
      ...limits(name),
      ...(name === key.PRINCIPAL_ARN ? [NO_SERVICES_ROLE] : []),
    ];
    made.set(name, known);
    return known;
  };
  return {
    kinds: ({ traits }) => kinds.filter((kind) => kindsForAction(traits).includes(kind)),
    are: () => TRUE,
    narrowing: (name, usual, { kind }) => {
      if (kind !== 'service' && OF_SERVICES.has(name)) return NEVER;
      return { ...usual, base: [...usual.base, ...limitsOf(name)] };
    },
    accounts: examples.filter((account) => !known.includes(account)),
    areOutside: true,
  };
}

const EXAMPLES = ['444455556666', '555566667777', '666677778888', '777788889999', '888899990000'];

/**
 * Keys that say on whose behalf a service calls.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:SourceArn)
 */
const OF_SERVICES = new Set(['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths']);

/** AWS's services alone use the roles that are linked to them, and resource control policies do not bind those. */
const NO_SERVICES_ROLE = outside(matching(shape('arn:%:iam::%:role/aws-service-role/*')));

/** Providers that are set up in an account let in whom it wants; those that are everybody's have a name. */
const NO_ACCOUNTS_PROVIDER = outside(matching(shape('arn:*')));

/**
 * AWS shows a unique id in the place of an ARN once the user or role is deleted: it is nobody's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
function noneOf(ids: readonly string[]): readonly Constraint[] {
  return ids.length > 0
    ? [outside(new TextSet(ids.flatMap((id) => [literalPattern(id), startPattern(`${id}:`)])))]
    : [];
}

function notOf(accounts: readonly string[], name: string): readonly Constraint[] {
  if (ARNS_OF_CALLERS.has(name)) return accounts.map((account) => outside(ofAccount(account)));
  return ACCOUNTS_OF_CALLERS.has(name) ? [outside(exactly(...accounts))] : [];
}

const ARNS_OF_CALLERS = new Set([key.PRINCIPAL_ARN, key.NAME, 'aws:sourcearn', 's3:dataaccesspointarn']);
const ACCOUNTS_OF_CALLERS = new Set([
  key.PRINCIPAL_ACCOUNT,
  'kms:calleraccount',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:vpceaccount',
  's3:dataaccesspointaccount',
]);

function notOfOrganization(id: string, name: string): readonly Constraint[] {
  if (name === 'aws:principalorgid') return [outside(exactly(id))];
  if (name === 'aws:principalorgpaths') return [outside(new TextSet([startPattern(`${id}/`)]))];
  return [];
}

function outsideBlocks(blocks: readonly Prefix[]): Constraint {
  const has = (value: string) => {
    const address = parsePrefix(value);
    return address !== null && blocks.some((block) => contains(block, address));
  };
  return { region: { kind: 'address', has, edges: blocks.map(formatPrefix) }, negated: true };
}
