import type { NamedPolicy, PolicySet } from '../../iam/index.ts';
import { UsageError } from '../errors.ts';
import { readPolicies } from './policy-file.ts';

/** Files of policies, by what they are of. */
export interface PolicyFlags {
  readonly identityPolicy: readonly string[];
  readonly boundary?: string | undefined;
  readonly sessionPolicy: readonly string[];
  readonly resourcePolicy?: string | undefined;
  /** One text a level, the root's first; the files of a level with commas between. */
  readonly scp: readonly string[];
  readonly rcp: readonly string[];
  readonly vpcEndpointPolicy: readonly string[];
  readonly managementAccount?: string | undefined;
}

/** What the accounts tell themselves, so that it is not given beside them. */
const OF_ACCOUNTS = ['identityPolicy', 'boundary', 'scp', 'rcp', 'managementAccount'] as const;
const OF_REQUEST = ['sessionPolicy', 'resourcePolicy', 'vpcEndpointPolicy'] as const;

const NAMES: Readonly<Record<keyof PolicyFlags, string>> = {
  identityPolicy: '--identity-policy',
  boundary: '--boundary',
  sessionPolicy: '--session-policy',
  resourcePolicy: '--resource-policy',
  scp: '--scp',
  rcp: '--rcp',
  vpcEndpointPolicy: '--vpc-endpoint-policy',
  managementAccount: '--management-account',
};

/** Whether policies of files are to decide alone, and not those of accounts (`source`: the flag that names them). */
export function decidesByFiles(flags: PolicyFlags, source: string | null): boolean {
  const own = OF_ACCOUNTS.filter((each) => (flags[each]?.length ?? 0) > 0).map((each) => NAMES[each]);
  if (source === null)
    return own.length + OF_REQUEST.filter((each) => (flags[each]?.length ?? 0) > 0).length > 0;
  if (own.length > 0)
    throw new UsageError(`${own.join(' and ')}: ${source} tells that itself: give one of them`);
  return false;
}

/** Rejects with `UsageError`. */
export async function policySetOfFiles(flags: PolicyFlags): Promise<PolicySet> {
  const { boundary, resourcePolicy, managementAccount } = flags;
  const levels = [flags.scp, flags.rcp].map((each) => each.map((level) => level.split(',')));
  const paths = [
    ...flags.identityPolicy,
    ...flags.sessionPolicy,
    ...flags.vpcEndpointPolicy,
    ...[boundary, resourcePolicy].flatMap((each) => each ?? []),
    ...levels.flat(2),
  ];
  const byPath = new Map((await readPolicies(paths)).map((policy, index) => [paths[index] ?? '', policy]));
  const of = (some: readonly string[]): readonly NamedPolicy[] =>
    some.flatMap((path) => byPath.get(path) ?? []);
  const [scps = [], rcps = []] = levels.map((each) => each.map(of));
  return {
    identityPolicies: of(flags.identityPolicy),
    ...(boundary !== undefined && { permissionsBoundaries: of([boundary]) }),
    ...(flags.sessionPolicy.length > 0 && { sessionPolicies: of(flags.sessionPolicy) }),
    ...(resourcePolicy !== undefined && { resourcePolicy: of([resourcePolicy])[0] }),
    ...(scps.length > 0 && { serviceControlPolicies: scps }),
    ...(rcps.length > 0 && { resourceControlPolicies: rcps }),
    ...(flags.vpcEndpointPolicy.length > 0 && { vpcEndpointPolicies: of(flags.vpcEndpointPolicy) }),
    ...(managementAccount !== undefined && { managementAccount }),
  };
}
