import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import type { ConditionBlock } from '../../iam/prove/can-reach.ts';
import { type ExternalOptions, externalAccess, publicAccess } from '../../iam/prove/public-access.ts';
import type { TrustedPrincipal } from '../../iam/trust-policy.ts';
import { parseArn } from '../../model/arn.ts';
import { type Reading, read, thenReading } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import type { Inventory } from '../inventory.ts';
import { type Outsider, outsiderOf } from '../outsider.ts';
import { type OwnAccounts, ownAccounts } from '../own-accounts.ts';
import { roleTrust } from './role-trust.ts';
import { strangerAccount } from './stranger-account.ts';
import type { Guess, TrustQuestion } from './trust-question.ts';
import { trustWitness } from './trust-witness.ts';

/** A stranger who may assume the role: whoever has an AWS account can be one. Null: none may. */
export function publicTrust(inventory: Inventory, role: Role): Reading<AuthorizationRequest | null> {
  const trusted = roleTrust(inventory, role);
  if (trusted.status === 'unread') return trusted;
  if (!trusted.value.some(namesNobody)) return read(null);
  const { known } = ownAccounts(inventory, role.account);
  return thenReading(trustWitness(inventory, role, publicQuestion(role, known)), (found) =>
    found ? (found.doubt ?? read(found.request)) : read(null),
  );
}

/** Outsiders who may assume the role, one of each account. `unless`: only those whose request does not meet it. */
export function outsideTrust(
  inventory: Inventory,
  role: Role,
  unless: ConditionBlock | null = null,
): Reading<readonly Outsider[]> {
  const trusted = roleTrust(inventory, role);
  if (trusted.status === 'unread') return trusted;
  const own = ownAccounts(inventory, role.account);
  const found: Outsider[] = [];
  const isKnown = (account: string): boolean =>
    own.known.has(account) || found.some((each) => each.account === account);
  while (found.length < MOST && trusted.value.some((each) => mayBeOutside(each, isKnown))) {
    const known = found.flatMap((each) => each.account ?? []);
    const others = trusted.value.filter((each) => mayBeOutside(each, isKnown));
    const witness = trustWitness(inventory, role, outsideQuestion(role, others, own, known, unless));
    if (witness.status === 'unread') return witness;
    if (!witness.value) break;
    const { request, doubt } = witness.value;
    const outsider = outsiderOf(request, role.assumeRolePolicyDocument, own, doubt);
    found.push(outsider);
    if (outsider.account === null) break;
  }
  return read(found);
}

/** More accounts than this are not named one by one. */
const MOST = 50;
const ASKED = ['sts:AssumeRole'];

/** Names whoever comes, so that a condition alone could keep strangers out. */
function namesNobody({ kind, value, account }: TrustedPrincipal): boolean {
  if (kind === 'service' || kind === 'federated') return value === '*';
  return kind === 'anyone' || (kind === 'other' && account === null);
}

/** Unique ids are of principals that were deleted. */
function mayBeOutside(trusted: TrustedPrincipal, isKnown: (account: string) => boolean): boolean {
  const { kind, account } = trusted;
  if (kind === 'service' || kind === 'federated' || kind === 'unique-id') return false;
  return account === null ? namesNobody(trusted) : !isKnown(account);
}

function publicQuestion(role: Role, known: ReadonlySet<string>): TrustQuestion {
  return {
    key: 'public',
    guesses: [guess(strangerOf(role, known))],
    prove: ({ policy, guards }) => publicAccess(policy, resourceOf(role), { asked: ASKED, ...guards }),
  };
}

function outsideQuestion(
  role: Role,
  trusted: readonly TrustedPrincipal[],
  own: OwnAccounts,
  known: readonly string[],
  unless: ConditionBlock | null,
): TrustQuestion {
  const organization = own.organization.status === 'read' ? own.organization.value : null;
  return {
    key: JSON.stringify(['outside', known, unless]),
    guesses: trusted.flatMap((each) => callersNamedBy(each, role, own)).map(guess),
    prove: ({ policy, guards }) => {
      const options: ExternalOptions = {
        asked: ASKED,
        trustedAccounts: [...own.known, ...known],
        ...(organization !== null && { organization }),
        ...(unless && { unless }),
        ...guards,
      };
      return externalAccess(policy, resourceOf(role), options);
    },
  };
}

function guess(principal: string): Guess {
  return { principal, action: 'sts:AssumeRole' };
}

function callersNamedBy(trusted: TrustedPrincipal, role: Role, own: OwnAccounts): readonly string[] {
  const { kind, value, account } = trusted;
  if (account === null) return [strangerOf(role, own.known)];
  if (!/^\d{12}$/.test(account)) return [];
  return [kind === 'role' || kind === 'user' ? value : roleIn(account, role)];
}

/** Of an account that nobody told. */
function strangerOf(role: Role, known: ReadonlySet<string>): string {
  return roleIn(strangerAccount(`${role.account} ${role.assumeRolePolicyDocument}`, known), role);
}

function roleIn(account: string, role: Role): string {
  return `arn:${parseArn(role.arn)?.partition ?? 'aws'}:iam::${account}:role/example`;
}

function resourceOf({ type, arn, account }: Role): { type: string; arn: string; account: string } {
  return { type, arn, account };
}
