import { compileActions } from '../iam/action-pattern.ts';
import { CATALOGUE, type PolicyDocument } from '../iam/index.ts';
import { askedWithin } from '../iam/least-privilege/asked-within.ts';
import { inCurrentVersion } from '../iam/least-privilege/current-version.ts';
import { grantedActions } from '../iam/least-privilege/removed-actions.ts';
import { GLOBAL_LOG_REGIONS } from '../model/global-log-regions.ts';
import type { LoggedCalls, PrincipalUses } from '../model/trail-use.ts';

/** What a principal did in a time with the actions that its policies grant. */
export interface ActionUse {
  /** The known actions that some statement and the boundary allow and none denies altogether, as AWS writes them. */
  readonly granted: readonly string[];
  readonly used: readonly string[];
  /** Not used: the log would show it. */
  readonly unused: readonly string[];
  /** Not seen, and their use might not show. */
  readonly untold: readonly { readonly action: string; readonly why: WhyUntold }[];
}

/**
 * - `unlogged`: no event tells of it, or only of some of its uses: AWS may ask for it within another call.
 * - `data`: trails keep events of the data plane where they are told to, and of some actions there are none.
 * - `service`: nobody's call to the service is there, so that its events may be left out.
 * - `undocumented`: the principal made calls to the service of which nobody documents the actions.
 * - `time`: the log does not go over the whole time, in a region or of calls of that kind.
 */
export type WhyUntold = 'unlogged' | 'data' | 'service' | 'undocumented' | 'time';

export interface ActionUseQuestion {
  readonly policies: readonly PolicyDocument[];
  /** Null: there is none. */
  readonly boundary: PolicyDocument | null;
  readonly uses: PrincipalUses | undefined;
  readonly logged: LoggedCalls;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** Where the account can do anything. */
  readonly regions: readonly string[];
}

export function actionUse(question: ActionUseQuestion): ActionUse {
  const { policies, boundary, uses, logged, from } = question;
  const within = boundary && new Set(grantedBy([boundary]));
  const isUnasked = compiled(logged.unasked);
  const granted = grantedBy(policies).filter(
    (action) => (within?.has(action) ?? true) && !isUnasked(action.toLowerCase()),
  );
  const since = Date.parse(from);
  const recent = (uses?.actions ?? []).filter(({ last }) => Date.parse(last) >= since);
  const wasUsed = new Set(recent.map(({ action }) => action.toLowerCase()));
  const isUsed = (action: string): boolean => wasUsed.has(action.toLowerCase());
  const whyUntold = untoldBy(question, askedWithin(recent.map(({ action }) => action)));
  const others = granted
    .filter((action) => !isUsed(action))
    .map((action) => ({ action, why: whyUntold(action) }));
  return {
    granted,
    used: granted.filter(isUsed),
    unused: others.flatMap(({ action, why }) => (why === null ? [action] : [])),
    untold: others.flatMap(({ action, why }) => (why === null ? [] : [{ action, why }])),
  };
}

function grantedBy(policies: readonly PolicyDocument[]): readonly string[] {
  const today = inCurrentVersion(policies);
  const denied = today.statements.filter(
    ({ effect, conditions, resources }) =>
      effect === 'Deny' && conditions.length === 0 && (resources?.includes('*') ?? false),
  );
  const isDenied = denied.map(({ actions, notActions }) => {
    const isListed = compileActions(actions ?? notActions ?? []);
    return actions ? isListed : (action: string) => !isListed(action);
  });
  return grantedActions(today, CATALOGUE).filter(
    (action) => !isDenied.some((denies) => denies(action.toLowerCase())),
  );
}

/** AWS logs calls within some minutes; what was taken in a day ago is as good as today's. */
const LAG_MS = 86_400_000;

function untoldBy(
  { uses, logged, from, to, regions }: ActionUseQuestion,
  within: readonly string[],
): (action: string) => WhyUntold | null {
  const start = Date.parse(from);
  const reachesBack = (time: string | null): boolean => time !== null && Date.parse(time) <= start;
  const covered = new Set(
    logged.regions.filter((each) => reachesBack(each.from)).map(({ region }) => region),
  );
  const isToday = logged.regions.some((each) => Date.parse(each.to) >= Date.parse(to) - LAG_MS);
  const everywhere = regions.every((region) => covered.has(region));
  const globally = GLOBAL_LOG_REGIONS.some((region) => covered.has(region));
  const isUnseen = compiled(logged.unseen);
  const isUnlogged = compiled(logged.unlogged);
  const isAskedWithin = new Set(within);
  const services = new Set(logged.services);
  const undocumented = new Set(uses?.undocumented);
  return (action) => {
    const service = action.slice(0, action.indexOf(':'));
    if (isUnseen(action.toLowerCase())) return 'data';
    if (isUnlogged(action.toLowerCase()) || isAskedWithin.has(action)) return 'unlogged';
    if (!services.has(service)) return 'service';
    if (undocumented.has(service) || undocumented.has(null)) return 'undocumented';
    const kind = reachesBack(isRead(action) ? logged.reads : logged.writes);
    const place = GLOBAL_SERVICES.has(service) ? globally : everywhere;
    return isToday && kind && place ? null : 'time';
  };
}

const COMPILED = new WeakMap<readonly string[], (action: string) => boolean>();

/** The same lists go for all principals of a trail. */
function compiled(patterns: readonly string[]): (action: string) => boolean {
  const known = COMPILED.get(patterns) ?? compileActions(patterns);
  COMPILED.set(patterns, known);
  return known;
}

function isRead(action: string): boolean {
  const level = CATALOGUE.action(action)?.accessLevel;
  return level === 'Read' || level === 'List';
}

/**
 * Services whose calls are all logged in one region of their partition.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/logging-using-cloudtrail.html
 */
const GLOBAL_SERVICES: ReadonlySet<string> = new Set(['iam', 'organizations', 'cloudfront', 'route53']);
