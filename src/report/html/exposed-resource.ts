import type { Finding } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { listOf, objectOf, textOf } from './evidence-parts.ts';

/** A resource that somebody of outside gets into, or would but for a setting, as its findings' evidence tells. */
export interface ExposedResource {
  /** CloudFormation resource type. */
  readonly type: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly ways: readonly ExposedWay[];
}

export interface ExposedWay {
  readonly finding: Finding;
  /** `Anybody`, `account 999900001111` */
  readonly who: string;
  /** `read`, `sqs:SendMessage` */
  readonly does: string;
  /** `stopped`: by settings alone. */
  readonly outcome: 'open' | 'unknown' | 'stopped';
  readonly layers: readonly DrawnLayer[];
  readonly request: { readonly action: string; readonly resource: string } | null;
}

export interface DrawnLayer {
  /** `Block Public Access of the account` */
  readonly name: string;
  readonly state: 'passes' | 'stops' | 'grants' | 'unread';
  readonly says: string;
}

/** Open ones first, then those that are not known; of each, those that strangers get into, buckets before all. */
export function exposedResources(findings: readonly Finding[]): readonly ExposedResource[] {
  const ways = findings.flatMap(waysOf);
  const byResource = Map.groupBy(ways, ({ finding }) => arnOf(finding));
  const resources = [...byResource].map(([arn, found]) => exposedResource(arn, found));
  return resources.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      Number(isBucket(b)) - Number(isBucket(a)) ||
      compare(a.type, b.type) ||
      compare(a.id, b.id),
  );
}

/** What is told of a trail's bucket is told of the bucket. */
function arnOf({ evidence, resource }: Finding): string {
  return textOf(evidence['bucket']) || resource.arn;
}

function exposedResource(arn: string, ways: readonly ExposedWay[]): ExposedResource {
  const findings = ways.map(({ finding }) => finding);
  const own = findings.find(({ resource }) => resource.arn === arn);
  const told = own ?? findings[0];
  return {
    type: own?.resource.type ?? BUCKET,
    id: own?.resource.id ?? (textOf(told?.evidence['bucketName']) || arn),
    account: told?.account ?? '',
    region: told?.region ?? '',
    ways: withoutRepeats(ways),
  };
}

const BUCKET = 'AWS::S3::Bucket';

function isBucket({ type }: ExposedResource): boolean {
  return type === BUCKET;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const OUTCOMES: readonly ExposedWay['outcome'][] = ['open', 'unknown', 'stopped'];

function rankOf({ ways }: ExposedResource): number {
  const ranks = ways.map(({ outcome, who }) => 2 * OUTCOMES.indexOf(outcome) + (STRANGERS.has(who) ? 0 : 1));
  return Math.min(...ranks);
}

/** `open`: somebody gets in. */
export function stateOf(resource: ExposedResource): ExposedWay['outcome'] {
  return OUTCOMES[Math.floor(rankOf(resource) / 2)] ?? 'stopped';
}

/** Several checks may tell of one way; what lets in everybody lets in others. */
function withoutRepeats(ways: readonly ExposedWay[]): readonly ExposedWay[] {
  const isPublic = ways.some(({ who, outcome }) => STRANGERS.has(who) && outcome === 'open');
  const told = isPublic ? ways.filter(({ who }) => who !== 'any account') : ways;
  const keyOf = ({ who, does, outcome, layers }: ExposedWay): string =>
    JSON.stringify([who, does, outcome, layers]);
  return [...new Map(told.toReversed().map((each) => [keyOf(each), each])).values()].toReversed();
}

const ANYBODY = 'Anybody';
const ANY_ACCOUNT = 'Whoever has an AWS account';
const STRANGERS: ReadonlySet<string> = new Set([ANYBODY, ANY_ACCOUNT]);

function waysOf(finding: Finding): readonly ExposedWay[] {
  const { evidence, status } = finding;
  const ofBucket = listOf(evidence['ways'])
    .map(objectOf)
    .filter(({ layers }) => listOf(layers).length > 0);
  if (ofBucket.length > 0) return ofBucket.map((each) => bucketWay(finding, each));
  const ofAccounts = listOf(evidence['access'])
    .map(objectOf)
    .filter(({ who }) => textOf(who) !== '');
  if (ofAccounts.length > 0) return ofAccounts.flatMap((each) => accountWay(finding, each));
  if (status === 'pass' || !OF_OUTSIDERS.test(finding.check)) return [];
  if (textOf(evidence['policy']) !== '' && evidence['witness'] !== undefined) return [policyWay(finding)];
  return listOf(evidence['sharedWith']).length > 0 ? sharedWays(finding) : [];
}

/** Other checks have policies and witnesses too, of requests by anybody. */
const OF_OUTSIDERS = /-not-public$|-no-external-access$/;

function bucketWay(finding: Finding, { operation, request, layers }: JsonObject): ExposedWay {
  const drawn = listOf(layers).map((each) => layerOf(objectOf(each)));
  const has = (state: DrawnLayer['state']): boolean => drawn.some((each) => each.state === state);
  return {
    finding,
    who: strangerOf(textOf(objectOf(request)['principal'])),
    does: textOf(operation),
    outcome: has('stops') ? 'stopped' : has('unread') ? 'unknown' : 'open',
    layers: drawn,
    request: requestOf(objectOf(request)),
  };
}

/** Of an account that a bucket's policy, ACL or access point names. */
function accountWay(
  finding: Finding,
  { who, open, held, grant, stoppedBy, request }: JsonObject,
): readonly ExposedWay[] {
  const does = [...listOf(open), ...listOf(held)].map(textOf);
  if (does.length === 0) return [];
  const stops = listOf(stoppedBy).map(
    (each): DrawnLayer => ({ name: 'Setting', state: 'stops', says: textOf(each) }),
  );
  const granted: DrawnLayer = { name: 'Grant', state: 'grants', says: textOf(grant) };
  return [
    {
      finding,
      who: textOf(who),
      does: does.join(', '),
      outcome: listOf(open).length > 0 ? 'open' : 'stopped',
      layers: [...(listOf(open).length > 0 ? [] : stops), granted],
      request: requestOf(objectOf(request)),
    },
  ];
}

function policyWay(finding: Finding): ExposedWay {
  const { evidence, status } = finding;
  const witness = objectOf(evidence['witness']);
  const outsiders = listOf(evidence['outsiders']).map(textOf);
  const statements = listOf(evidence['statements']).map((each) => {
    const { statement, sid } = objectOf(each);
    return `statement ${textOf(statement)}${sid ? ` "${textOf(sid)}"` : ''}`;
  });
  const grants = listOf(evidence['grants']).map((each) => `grant ${textOf(each)}`);
  const by = [...statements, ...grants].join(', ');
  return {
    finding,
    who: outsiders.length > 0 ? outsiders.join(', ') : strangerOf(textOf(witness['principal'])),
    does: textOf(witness['action']),
    outcome: status === 'fail' ? 'open' : 'unknown',
    layers: [
      { name: grants.length > 0 ? 'Grants of the key' : 'Policy', state: 'grants', says: by },
      ...(status === 'fail'
        ? []
        : [{ name: 'The organisation', state: 'unread', says: 'what could stop it was not read' } as const]),
    ],
    request: requestOf(witness),
  };
}

function sharedWays(finding: Finding): readonly ExposedWay[] {
  const { evidence, status } = finding;
  const outsiders = listOf(evidence['outsiders']).map(textOf);
  if (outsiders.length === 0) return [];
  const who = outsiders.map((each) => (each === 'all' ? ANY_ACCOUNT : each)).join(', ');
  return [
    {
      finding,
      who,
      does: 'copy',
      outcome: status === 'fail' ? 'open' : 'unknown',
      layers: [{ name: 'Sharing', state: 'grants', says: `with ${outsiders.join(', ')}` }],
      request: null,
    },
  ];
}

function strangerOf(principal: string): string {
  return principal === '*' ? ANYBODY : ANY_ACCOUNT;
}

function requestOf({ action, resource }: JsonObject): ExposedWay['request'] {
  return action === undefined ? null : { action: textOf(action), resource: textOf(resource) };
}

const NAMES: Readonly<Record<string, string>> = {
  'account-block-public-access': 'Block Public Access of the account',
  'bucket-block-public-access': 'Block Public Access of the bucket',
  'access-point-block-public-access': 'Block Public Access of the access point',
  'object-ownership': 'Object Ownership',
  acl: 'ACL',
  policy: 'Bucket policy',
  'access-point': 'Access point',
};

const STATES = new Set<string>(['passes', 'stops', 'grants', 'unread'] satisfies DrawnLayer['state'][]);

function layerOf({ layer, state, says }: JsonObject): DrawnLayer {
  const name = textOf(layer);
  const told = textOf(state);
  return {
    name: NAMES[name] ?? name,
    state: STATES.has(told) ? (told as DrawnLayer['state']) : 'unread', // one of them, as just found
    says: textOf(says),
  };
}
