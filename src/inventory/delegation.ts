import { eachOnce, type Unread } from '../model/reading.ts';
import type { Inventory } from './inventory.ts';
import { notProved } from './not-known.ts';
import { type HeldRight, type PrincipalReach, principalReach } from './principal-reach.ts';
import { UNBOUNDED, type WideRight } from './wide-right.ts';

/** How a principal makes users and roles, whichever they may be. */
export interface Delegation {
  /** Without a permissions boundary on them. */
  readonly unbounded: PrincipalReach;
  /** With or without. */
  readonly bounded: PrincipalReach;
  /** How it takes the boundary off what it made, or puts one on it that bounds nothing. */
  readonly takesOff: () => PrincipalReach;
}

interface Kind {
  /** Any of the kind, as an ARN with placeholders. */
  readonly any: string;
  readonly create: string;
  readonly takeOff: readonly Omit<WideRight, 'resource'>[];
}

const BOUNDS_NOTHING = {
  ArnEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' },
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate */
const KINDS: readonly Kind[] = ['User', 'Role'].map((name) => ({
  any: `arn:{partition}:iam::{account}:${name.toLowerCase()}/*`,
  create: `iam:Create${name}`,
  takeOff: [
    { action: `iam:Delete${name}PermissionsBoundary` },
    { action: `iam:Put${name}PermissionsBoundary`, condition: BOUNDS_NOTHING },
  ],
}));

const CREATE: readonly WideRight[] = KINDS.map(({ any, create }) => ({ action: create, resource: any }));
const CREATE_UNBOUNDED = CREATE.map((right) => ({ ...right, condition: UNBOUNDED }));
const NOTHING: PrincipalReach = { held: [], missing: [] };

export function delegation(inventory: Inventory, arn: string, asOf: string): Delegation {
  const reach = (rights: readonly WideRight[]): PrincipalReach =>
    principalReach(inventory, arn, rights, { asOf, mfa: true }) ?? NOTHING;
  const bounded = reach(CREATE);
  return {
    unbounded: reach(CREATE_UNBOUNDED),
    bounded,
    takesOff: () => {
      const all = bounded.held.map((maker) => takesOffBoundary(maker, reach));
      return {
        held: all.flatMap(({ held }) => held),
        missing: eachOnce([...bounded.missing, ...all.flatMap(({ missing }) => missing)]),
      };
    },
  };
}

type Reach = (rights: readonly WideRight[]) => PrincipalReach;

/** Of the very user or role that it may make: the one that a request is about is tried for the other request. */
function takesOffBoundary(maker: HeldRight, reach: Reach): PrincipalReach {
  const held: HeldRight[] = [];
  const missing: Unread[] = [];
  const { any, create, takeOff } = kindOf(maker);
  for (const right of takeOff) {
    const off = reach([{ ...right, resource: any }]);
    missing.push(...off.missing);
    const [anywhere] = off.held;
    if (!anywhere) continue;
    const there = reach([{ action: create, resource: resourceOf(anywhere) }]).held.length > 0;
    const found = there ? anywhere : reach([{ ...right, resource: resourceOf(maker) }]).held[0];
    if (found) held.push(found);
    else
      missing.push(
        notProved(`whether its policies allow ${create} and ${right.action} of the same principal`),
      );
  }
  return { held, missing };
}

function kindOf({ action }: HeldRight): Kind {
  return KINDS.find(({ create }) => create === action) as Kind; // INVARIANT: asked for by one of them
}

function resourceOf({ allowed }: HeldRight): string {
  return allowed.request.resource;
}
