import type { AccessWay, ExposedPerson, ExposureStop, Person } from '../../iam/answers/exposure-answer.ts';
import type { AccessPointDoor } from '../../iam/exposure/access-point-door.ts';
import { policyAtBucket } from '../../iam/exposure/access-point-policy.ts';
import { tooHard } from '../../iam/exposure/access-point-ways.ts';
import { type GrantedStatement, otherBucketGrants } from '../../iam/exposure/acl-statements.ts';
import {
  type BucketWay,
  type Stop,
  settingsThatWouldStop,
  stoppedWay,
} from '../../iam/exposure/bucket-exposure.ts';
import type { BucketGuards } from '../../iam/exposure/bucket-guards.ts';
import {
  actionsByAccessPoint,
  BUCKET_OPERATIONS,
  type BucketOperation,
} from '../../iam/exposure/bucket-operation.ts';
import { NO_POLICY, type PublicWay, strangerBy } from '../../iam/exposure/way-question.ts';
import { grantWords } from '../../iam/exposure/way-words.ts';
import type { AuthorizationRequest, PolicyDocument, Statement } from '../../iam/index.ts';
import { namesOutsiders } from '../../iam/prove/public/names-outsiders.ts';
import { s3PublicPolicy } from '../../iam/prove/public/s3-public-policy.ts';
import type { ByAccessPoint } from '../../iam/prove/public-access.ts';
import { type Unread, unreadAmong } from '../../model/reading.ts';
import type { AccessPoint, Bucket } from '../../model/resources/s3.ts';
import { bucketGuards, exposureOf } from '../bucket-exposure.ts';
import type { Inventory } from '../inventory.ts';
import type { Outsider } from '../outsider.ts';
import { ownAccounts } from '../own-accounts.ts';
import { ownPolicyOf, policyOf } from '../policy-of.ts';
import { policyAccess } from '../resource-accesses.ts';
import { resourceGuards } from '../resource-guards.ts';
import type { ResourcePolicy } from '../resource-policies.ts';
import { alikeBuckets } from './alike-buckets.ts';
import { distributionsBefore } from './distributions-before.ts';
import { OTHERS, personOf, stopOf } from './outside-person.ts';
import { ANONYMOUS, ANY_ACCOUNT, People } from './people.ts';
import { addServices, grantOf, type ServiceGrant, serviceGrants } from './services.ts';

export const OPERATIONS = Object.keys(BUCKET_OPERATIONS) as readonly BucketOperation[]; // its keys are nothing else

/** Who of outside can do what with a bucket, by which grant, and what stops it. */
export function bucketPeople(inventory: Inventory, bucket: Bucket, trusted: readonly string[]): People {
  const asked = new BucketPeople(inventory, bucket, trusted);
  for (const operation of OPERATIONS) {
    asked.askOfStrangers(operation);
    asked.askOfOutsiders(operation);
  }
  asked.askOfServices();
  return asked.people;
}

/** Those of them alone whom policies and ACLs tell: other accounts, and accounts that conditions let in. */
export function bucketOutsiders(
  inventory: Inventory,
  bucket: Bucket,
  trusted: readonly string[],
): readonly ExposedPerson[] {
  const asked = new BucketPeople(inventory, bucket, trusted);
  for (const operation of OPERATIONS) asked.askOfOutsiders(operation);
  return asked.people.all().filter(({ kind }) => kind !== 'service');
}

/** Whom a policy tells, whatever settings stop. */
interface NamedOutsiders {
  readonly found: readonly {
    readonly person: Person;
    readonly grant: string;
    readonly witness: AuthorizationRequest;
    readonly doubts: readonly Unread[];
    /** ARN of the VPC endpoint that it has to come by; null: of none, or of one that nobody read. */
    readonly endpoint: string | null;
    /** The endpoint does not let it through. */
    readonly isHeld: boolean;
  }[];
  readonly missing: readonly Unread[];
}

class BucketPeople {
  readonly people = new People(OPERATIONS);
  readonly #inventory: Inventory;
  readonly #bucket: Bucket;
  readonly #trusted: readonly string[];
  readonly #guards: BucketGuards;
  readonly #found: ResourcePolicy;
  /** Null: it has none, or nobody read it. */
  readonly #policy: PolicyDocument | null;
  readonly #isPublicToAws: boolean;
  /** Somebody of outside, or everybody. */
  readonly #names: boolean;

  constructor(inventory: Inventory, bucket: Bucket, trusted: readonly string[]) {
    const { type, arn, account, region, policy } = bucket;
    this.#inventory = inventory;
    this.#bucket = bucket;
    this.#trusted = trusted;
    this.#guards = bucketGuards(inventory, bucket);
    this.#found = { type, arn, account, region, policy };
    const text = policy.status === 'read' ? policy.value : null;
    const document = text === null ? null : policyOf(inventory, text, 's3:GetBucketPolicy');
    this.#policy = document?.status === 'read' ? document.value : null;
    this.#isPublicToAws = this.#policy !== null && s3PublicPolicy(this.#policy, 'bucket').public;
    this.#names =
      this.#policy !== null && namesOutsiders(this.#policy, ownAccounts(inventory, account).known);
  }

  askOfOutsiders(operation: BucketOperation): void {
    if (this.#names) this.#outsiders(operation);
    this.#byAcl(operation);
  }

  askOfServices(): void {
    if (!this.#policy) return;
    const operations = Object.fromEntries(
      OPERATIONS.map((operation) => [operation, BUCKET_OPERATIONS[operation].actions]),
    );
    const { options } = resourceGuards(this.#inventory, this.#bucket.account);
    const policies = { ...options, resourcePolicy: this.#policy };
    const ask = (): readonly ServiceGrant[] =>
      serviceGrants(this.#inventory, { arn: this.#bucket.arn, policies }, operations);
    const isServed = distributionsBefore(this.#inventory, this.#bucket.id).length > 0;
    const grants = isServed
      ? ask()
      : alikeBuckets(this.#inventory, this.#trusted).answerOfPolicy(this.#bucket, 'services', ask);
    addServices(this.people, grants);
  }

  askOfStrangers(operation: BucketOperation): void {
    const { ways, missing } = exposureOf(this.#inventory, this.#bucket, operation);
    for (const way of ways) {
      if (way.witness.principal === '*') this.people.add(ANONYMOUS, operation, this.#way(way), way.doubts);
      this.people.add(ANY_ACCOUNT, operation, this.#way(way), way.doubts);
    }
    this.people.addUnknown(ANONYMOUS, operation, missing);
    this.people.addUnknown(ANY_ACCOUNT, operation, missing);
  }

  /** Those whom the policy tells, who come to the bucket itself or by an access point. */
  #outsiders(operation: BucketOperation): void {
    this.#named(operation, BUCKET_OPERATIONS[operation].actions);
    const { accessPoints } = this.#guards;
    const asked = actionsByAccessPoint(operation);
    if (asked.length === 0) return;
    for (const { account, why } of accessPoints.unlisted) this.#unlisted(operation, asked, why, account);
    for (const door of [...accessPoints.known, ...accessPoints.ofVpcs]) {
      const document = ownPolicyOf(this.#inventory, door.policy, 's3:GetAccessPointPolicy');
      if (document.status === 'read' && document.value === null) continue;
      const policy =
        document.status === 'read' && document.value
          ? policyAtBucket(document.value, door.arn, this.#bucket.arn)
          : null;
      if (document.status === 'unread' || !document.value || !policy) {
        const why = document.status === 'unread' ? document : tooHard(door);
        this.#unlisted(operation, asked, why, door.account);
        continue;
      }
      const isPublicToAws = !isOfVpc(door) && s3PublicPolicy(document.value, 'access-point').public;
      const by = { account: door.account, arn: door.arn, ...originOf(door), policy } as const;
      this.#named(operation, asked, { door, isPublicToAws }, by);
    }
  }

  /** Access points that nobody listed, or whose policy is not known, matter where the policy leaves others to them. */
  #unlisted(operation: BucketOperation, asked: readonly string[], why: Unread, account: string | null): void {
    const accessPoint = { account: account ?? this.#bucket.account, arn: null, policy: null };
    const narrowed = { asked, unrestricted: true, accessPoint };
    const { external } = policyAccess(this.#inventory, this.#found, this.#trusted, narrowed).access;
    if (external.answer !== 'no') this.people.addUnknown(OTHERS, operation, [why]);
  }

  #named(
    operation: BucketOperation,
    asked: readonly string[],
    passed?: NonNullable<PublicWay['accessPoint']>,
    accessPoint?: ByAccessPoint,
  ): void {
    const ask = (): NamedOutsiders => this.#askOfOutsiders(asked, accessPoint);
    const { found, missing } = accessPoint
      ? ask()
      : alikeBuckets(this.#inventory, this.#trusted).answerOfPolicy(this.#bucket, operation, ask);
    this.people.addUnknown(OTHERS, operation, missing);
    for (const { person, grant, witness, doubts, endpoint, isHeld } of found) {
      const way: PublicWay = {
        by: passed ? 'access-point' : 'bucket-policy',
        grant,
        witness,
        doubts,
        isPublicToAws: this.#isPublicToAws,
        ...(passed && { accessPoint: passed }),
      };
      const stopped = stoppedWay(way, this.#bucket, this.#guards);
      const told = this.#way(stopped);
      const stoppedBy = [...told.stoppedBy, ...(isHeld && endpoint !== null ? [stopOf(endpoint)] : [])];
      this.people.add(
        person,
        operation,
        {
          ...told,
          vpcEndpoint: endpoint,
          stoppedBy,
          wouldStop: isHeld ? [] : told.wouldStop,
        },
        stopped.doubts,
      );
    }
  }

  #askOfOutsiders(asked: readonly string[], accessPoint?: ByAccessPoint): NamedOutsiders {
    const narrowed = { asked, unrestricted: true, ...(accessPoint && { accessPoint }) };
    const answer = policyAccess(this.#inventory, this.#found, this.#trusted, narrowed);
    const policies = { resourcePolicy: accessPoint?.policy ?? this.#policy ?? undefined };
    const told = (outsider: Outsider, isHeld: boolean): NamedOutsiders['found'] => {
      const person = personOf(outsider, answer.access);
      if (!person) return [];
      const { witness, doubt, endpoint = null } = outsider;
      const grant = grantOf(witness, policies);
      return [{ person, grant, witness, doubts: doubt ? [doubt] : [], endpoint, isHeld }];
    };
    return {
      found: [
        ...answer.outsiders().flatMap((each) => told(each, false)),
        ...answer.held().flatMap((each) => told(each, true)),
      ],
      missing: answer.access.external.answer === 'unknown' ? answer.missing : [],
    };
  }

  /** Nobody tells the account of whom an ACL names: a Deny for whoever it may be keeps it out. */
  #isDenied(operation: BucketOperation, statement: Statement): boolean | Unread | null {
    const { policy } = this.#bucket;
    if (policy.status === 'unread') return policy;
    const denies = this.#policy?.statements.filter(({ effect }) => effect === 'Deny') ?? [];
    if (denies.length === 0) return null;
    const question = { bucket: this.#bucket, guards: this.#guards, operation, denies, doubts: [] };
    const found = strangerBy(question, { ...NO_POLICY, statements: [...denies, statement] });
    if (found === null) return true;
    return 'status' in found ? found : null;
  }

  #way(way: BucketWay): AccessWay {
    const { by, grant, witness, accessPoint, stoppedBy } = way;
    const owned = (stop: Stop): ExposureStop => ({ ...stop, of: this.#ownerOf(stop, accessPoint) });
    const words = grantWords(by, grant, accessPoint);
    return {
      by: by === 'bucket-policy' ? 'policy' : by,
      grant,
      where: words.slice(grant.length + 1),
      accessPoint: accessPoint?.arn ?? null,
      vpcEndpoint: null,
      request: witness,
      stoppedBy: stoppedBy.map(owned),
      wouldStop: settingsThatWouldStop(way).map(owned),
    };
  }

  #ownerOf({ layer }: Stop, accessPoint: AccessPointDoor | null): string {
    if (layer === 'account-block-public-access') return this.#bucket.account;
    return layer === 'access-point-block-public-access' && accessPoint ? accessPoint.arn : this.#bucket.arn;
  }

  #byAcl(operation: BucketOperation): void {
    const { acl, arn, objectOwnership } = this.#bucket;
    const { actions } = BUCKET_OPERATIONS[operation];
    const grants = acl.status === 'read' ? otherBucketGrants(acl.value, arn) : [];
    const isOff = objectOwnership.status === 'read' && objectOwnership.value === 'BucketOwnerEnforced';
    const off: readonly ExposureStop[] = [
      { layer: 'object-ownership', setting: 'BucketOwnerEnforced', of: arn },
    ];
    const stops = isOff ? { stoppedBy: off, wouldStop: [] } : { stoppedBy: [], wouldStop: off };
    for (const { grant, statement, ...grantee } of grants) {
      if (!statement.actions?.some((action) => actions.includes(action))) continue;
      const way = {
        by: 'bucket-acl',
        grant,
        where: 'in its ACL',
        accessPoint: null,
        vpcEndpoint: null,
        request: null,
        ...stops,
      } as const;
      const person = granteePerson(this.#inventory, grantee);
      if (!person) continue;
      const denied = person.kind === 'service' ? null : this.#isDenied(operation, statement);
      if (denied === true) continue;
      const doubts = [...unreadAmong([objectOwnership]), ...(denied ? [denied] : [])];
      this.people.add(person, operation, way, doubts);
    }
  }
}

/** "An access point that has a VPC network origin is always considered non-public." */
function isOfVpc(door: AccessPointDoor): door is AccessPoint {
  return door.type === 'AWS::S3::AccessPoint' && door.networkOrigin === 'VPC';
}

function originOf(door: AccessPointDoor): Pick<ByAccessPoint, 'networkOrigin' | 'vpcId'> {
  return isOfVpc(door) ? { networkOrigin: 'VPC', vpcId: door.vpcId } : { networkOrigin: 'Internet' };
}

/** Null: of an account that was read. */
function granteePerson(
  inventory: Inventory,
  { audience, granteeId }: Pick<GrantedStatement, 'audience' | 'granteeId'>,
): Person | null {
  if (audience === 'log-delivery') return { kind: 'service', name: 'S3 log delivery' };
  if (audience === 'cloudfront-log-delivery') return { kind: 'service', name: 'CloudFront log delivery' };
  if (ownersRead(inventory).has(granteeId)) return null;
  return { kind: 'canonical-user', name: `canonical user ${granteeId}` };
}

/** Canonical users that buckets of accounts that were read belong to. */
function ownersRead(inventory: Inventory): ReadonlySet<string> {
  return inventory.derive(
    ownersRead,
    () =>
      new Set(
        inventory
          .of('AWS::S3::Bucket')
          .flatMap(({ acl }) => (acl.status === 'read' ? [acl.value.ownerId] : [])),
      ),
  );
}
