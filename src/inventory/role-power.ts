import type { AllowedRequest, EscalationPath } from '../iam/index.ts';
import type { Unread } from '../model/reading.ts';
import type { Judged } from './escalations-of.ts';
import type { Inventory } from './inventory.ts';
import { principalReach } from './principal-reach.ts';
import { READ_OBJECT, READ_PARAMETER, READ_SECRET } from './wide-right.ts';

/** The worst that whoever speaks as a role comes to. */
export type RolePower =
  | { readonly kind: 'administrator'; readonly requests: readonly AllowedRequest[] }
  | { readonly kind: 'escalation'; readonly path: EscalationPath }
  | {
      readonly kind: 'data';
      readonly actions: readonly string[];
      readonly requests: readonly AllowedRequest[];
    }
  | { readonly kind: 'none'; readonly missing: readonly Unread[] };

const READ_EVERYTHING = [...READ_OBJECT, ...READ_SECRET, ...READ_PARAMETER];

/** Without MFA, which no machine has. What hangs on something unread is no power for certain, and missing. */
export function rolePower(inventory: Inventory, { principal, standing }: Judged, asOf: string): RolePower {
  const { administrator, paths, unsure, mayBecome } = standing;
  if (administrator?.doubts.length === 0)
    return { kind: 'administrator', requests: administrator.found.requests };
  const certain = paths.find(({ doubts }) => doubts.length === 0);
  if (certain) return { kind: 'escalation', path: certain.found };
  const reach = principalReach(inventory, principal.arn, READ_EVERYTHING, { asOf, mfa: false });
  const held = reach?.held.filter(({ doubts }) => doubts.length === 0) ?? [];
  if (held.length > 0)
    return {
      kind: 'data',
      actions: held.map(({ action }) => action),
      requests: held.map(({ allowed }) => allowed),
    };
  const doubts = [administrator, ...paths].flatMap((each) => each?.doubts ?? []);
  const ofReach = [...(reach?.missing ?? []), ...(reach?.held ?? []).flatMap((each) => each.doubts)];
  return { kind: 'none', missing: [...doubts, ...unsure, ...mayBecome, ...ofReach] };
}
