import { type Reading, unread, unreadAmong } from '../../model/reading.ts';
import type { BucketAcl, ObjectAcl } from '../../model/resources/s3.ts';
import { type GrantedStatement, publicBucketGrants, publicObjectGrants } from './acl-statements.ts';
import { BUCKET_OPERATIONS, type BucketOperation } from './bucket-operation.ts';
import {
  type FoundWays,
  NO_POLICY,
  NO_WAYS,
  strangerBy,
  together,
  type WayKind,
  type WayQuestion,
} from './way-question.ts';

/** By the ACL of a bucket and those of its objects. */
export function waysOfAcls(question: WayQuestion): FoundWays {
  const { acl, objectAclSample, arn } = question.bucket;
  const ofBucket =
    acl.status === 'read'
      ? waysOfGrants(question, 'bucket-acl', publicBucketGrants(acl.value, arn))
      : NO_WAYS;
  const ofObjects = OF_OBJECTS.has(question.operation) ? waysOfObjects(question, objectAclSample) : NO_WAYS;
  const isOfBucket = BY_BUCKET_ACL.has(question.operation);
  return {
    ways: [...ofBucket.ways, ...ofObjects.ways],
    missing: [...(isOfBucket ? unreadAmong([acl]) : []), ...ofBucket.missing, ...ofObjects.missing],
  };
}

const BY_BUCKET_ACL = new Set<BucketOperation>(['list', 'write', 'read-acl', 'write-acl']);
const OF_OBJECTS = new Set<BucketOperation>(['read', 'read-acl', 'write-acl']);

/** A sample that grants nothing to the public says nothing of the objects that are not in it. */
function waysOfObjects(question: WayQuestion, sample: Reading<readonly ObjectAcl[]>): FoundWays {
  if (sample.status === 'unread') return { ways: [], missing: [sample] };
  if (sample.value.length === 0) return NO_WAYS;
  const { ways, missing } = together(sample.value.map(({ key, acl }) => waysOfObject(question, key, acl)));
  const others = unread(
    's3:GetObjectAcl',
    `NotAskedFor: the ACLs of ${sample.value.length} objects were read, those of others were not`,
  );
  return { ways, missing: [...missing, others] };
}

function waysOfObject(question: WayQuestion, key: string, acl: Reading<BucketAcl>): FoundWays {
  if (acl.status === 'unread') return { ways: [], missing: [acl] };
  return waysOfGrants(question, 'object-acl', publicObjectGrants(acl.value, `${question.bucket.arn}/${key}`));
}

function waysOfGrants(question: WayQuestion, by: WayKind, grants: readonly GrantedStatement[]): FoundWays {
  const { operation, denies, doubts } = question;
  const { actions } = BUCKET_OPERATIONS[operation];
  const about = grants.filter(({ statement }) => statement.actions?.some((each) => actions.includes(each)));
  return together(
    about.map(({ grant, statement }): FoundWays => {
      const witness = strangerBy(question, { ...NO_POLICY, statements: [...denies, statement] });
      if (!witness) return NO_WAYS;
      if ('status' in witness) return { ways: [], missing: [witness] };
      return { ways: [{ by, grant, witness, doubts, isPublicToAws: true }], missing: [] };
    }),
  );
}
