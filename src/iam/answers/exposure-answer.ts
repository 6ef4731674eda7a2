import type { AuthorizationRequest } from '../authorization-request.ts';
import type { Stop } from '../exposure/bucket-exposure.ts';
import type { AwsPublic } from '../prove/public/s3-public-policy.ts';
import type { AnswerHead, UnreadCall } from './answer-head.ts';

/** What `rampart exposure` tells: the shape of docs/schema/exposure.v1.json. */
export interface ExposureAnswer extends AnswerHead {
  /** The one resource that was asked about, as it was named; null: all. */
  readonly asked: string | null;
  readonly summary: Readonly<Record<'resources' | 'public' | 'shared' | 'held' | 'unknown', number>>;
  /** Settings that alone keep somebody out; those that keep most first. */
  readonly doors: readonly HeldDoor[];
  /** Those that somebody of outside gets into or might; public ones first. */
  readonly resources: readonly ResourceExposure[];
  /** Listings that were not read: there may be more. */
  readonly unread: readonly UnreadCall[];
}

/** A setting that keeps people out, whatever is granted. */
export interface ExposureStop {
  readonly layer: Stop['layer'] | 'snapshot-block-public-access' | 'vpc-endpoint-policy';
  /** `restrictPublicBuckets`, `BucketOwnerEnforced`, `block-all-sharing`; `policy` of a VPC endpoint. */
  readonly setting: string;
  /**
   * The account, its region (`111122223333 eu-west-1`), or the ARN of the bucket, access point or VPC endpoint, that has
   * it.
   */
  readonly of: string;
}

/** A setting, and the resources that would be open without it. */
export interface HeldDoor extends ExposureStop {
  /** ARNs. */
  readonly opens: readonly string[];
}

export interface ResourceExposure {
  /** CloudFormation resource type. */
  readonly type: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  /** Columns of the matrix: operations on a bucket, else AWS's access levels. */
  readonly operations: readonly string[];
  readonly people: readonly ExposedPerson[];
  /** What S3's Block Public Access calls a bucket's policy; null: it has none, or is no bucket. */
  readonly aws: AwsPublic | null;
  /** Why that and what strangers can do differ; null: they do not. */
  readonly difference: string | null;
  /** What the website of a bucket serves; null: it is none, or no bucket. */
  readonly website: ExposedWebsite | null;
}

export interface ExposedWebsite {
  /** `http://NAME.s3-website-REGION.amazonaws.com` */
  readonly endpoint: string;
  /** `held`: granted, and stopped by settings alone. */
  readonly answer: 'open' | 'held' | 'closed' | 'unknown';
  /** For people: what it serves by which grant, what stops it, or what would. */
  readonly says: string;
  readonly unread: readonly UnreadCall[];
}

export type PersonKind =
  | 'anonymous'
  | 'any-account'
  | 'account'
  | 'organization'
  | 'others'
  | 'canonical-user'
  | 'service'
  | 'distribution'
  | 'inside';

/** Somebody, or all of a kind. */
export interface Person {
  readonly kind: PersonKind;
  /** For people: `anybody`, `account 999900001111`, `cloudtrail.amazonaws.com`, an ARN. */
  readonly name: string;
}

export interface ExposedPerson extends Person {
  /** In the order of the operations; those that are not there are closed to them. */
  readonly access: readonly PersonAccess[];
}

export interface PersonAccess {
  readonly operation: string;
  /** `held`: granted, and stopped by settings alone. */
  readonly answer: 'open' | 'held' | 'unknown';
  readonly ways: readonly AccessWay[];
  /** Why it is unknown. */
  readonly unread: readonly UnreadCall[];
}

export interface AccessWay {
  readonly by:
    | 'policy'
    | 'access-point'
    | 'bucket-acl'
    | 'object-acl'
    | 'kms-grant'
    | 'sharing'
    | 'identity-policies';
  /** `statement 1 "Website"`, `READ to everyone` */
  readonly grant: string;
  /** `of its policy`, `in its ACL`: what the grant stands in; may be empty. */
  readonly where: string;
  /** ARN of the access point that the request comes through; null: none. */
  readonly accessPoint: string | null;
  /** ARN of the VPC endpoint that the request has to come by; null: of none, or of one that nobody read. */
  readonly vpcEndpoint: string | null;
  /** One that gets through, or would without what stops it; null: the grant is no policy's. */
  readonly request: AuthorizationRequest | null;
  readonly stoppedBy: readonly ExposureStop[];
  /** Settings that are off, of which any would stop it; empty: none would, or some does. */
  readonly wouldStop: readonly ExposureStop[];
}

/** The most exposed first; `resources`: all of those that somebody gets into or might. */
export function exposureAnswer(
  head: AnswerHead,
  asked: string | null,
  resources: readonly ResourceExposure[],
  unread: readonly UnreadCall[],
): ExposureAnswer {
  const states = resources.map((each) => ({ each, state: exposureState(each) }));
  const count = (state: ExposureState): number => states.filter((each) => each.state === state).length;
  return {
    ...head,
    asked,
    summary: {
      resources: resources.length,
      public: count('public'),
      shared: count('shared'),
      held: count('held'),
      unknown: count('unknown'),
    },
    doors: heldDoors(resources),
    resources: states
      .toSorted((a, b) => EXPOSURE_STATES.indexOf(a.state) - EXPOSURE_STATES.indexOf(b.state))
      .map(({ each }) => each),
    unread,
  };
}

/** Worst first. `own`: nobody but services and one's own. */
export const EXPOSURE_STATES = ['public', 'shared', 'unknown', 'held', 'own'] as const;

export type ExposureState = (typeof EXPOSURE_STATES)[number];

export function exposureState({ people }: ResourceExposure): ExposureState {
  const has = (answer: PersonAccess['answer'], kinds: ReadonlySet<PersonKind>): boolean =>
    people.some(({ kind, access }) => kinds.has(kind) && access.some((each) => each.answer === answer));
  if (has('open', STRANGERS)) return 'public';
  if (has('open', OUTSIDERS)) return 'shared';
  const all = new Set([...STRANGERS, ...OUTSIDERS]);
  if (has('unknown', all)) return 'unknown';
  return has('held', all) ? 'held' : 'own';
}

const STRANGERS: ReadonlySet<PersonKind> = new Set(['anonymous', 'any-account']);
const OUTSIDERS: ReadonlySet<PersonKind> = new Set([
  'account',
  'organization',
  'others',
  'canonical-user',
  'distribution',
]);

/** What one change of a setting would open. */
function heldDoors(resources: readonly ResourceExposure[]): readonly HeldDoor[] {
  const doors = new Map<string, { readonly stop: ExposureStop; readonly opens: Set<string> }>();
  for (const { arn, people } of resources) {
    const held = people.flatMap(({ access }) => access).filter(({ answer }) => answer === 'held');
    for (const { stoppedBy } of held.flatMap(({ ways }) => ways)) {
      const [stop] = stoppedBy;
      if (!stop || stoppedBy.length > 1) continue;
      const key = `${stop.setting} ${stop.of}`;
      const door = doors.get(key) ?? { stop, opens: new Set<string>() };
      door.opens.add(arn);
      doors.set(key, door);
    }
  }
  return [...doors.values()]
    .map(({ stop, opens }) => ({ ...stop, opens: [...opens] }))
    .toSorted((a, b) => b.opens.length - a.opens.length);
}
