import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PRACTICES } from '../model/practice.ts';
import { FRAMEWORK_CALLS } from '../sources/aws/framework-calls.ts';
import { ALL_COLLECTORS } from '../sources/aws/services/index.ts';
import { iamActionsOf } from '../trail/event-actions.ts';
import { CATALOGUE } from './catalogue.ts';

const ROOT = join(import.meta.dirname, '../..');
const CALLS = new Set([...ALL_COLLECTORS.flatMap((each) => each.calls), ...FRAMEWORK_CALLS]);
const FRAMEWORK_TYPES = ['AWS::::Account', 'AWS::::Region'];

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(ROOT, 'src/practices', folder));
}

test('ids are unique and in kebab case', () => {
  const ids = CATALOGUE.map((check) => check.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
});

test.each(PRACTICES)(
  'practice $practice: every check lies in its folder, named after its id, its test beside it',
  ({ practice, folder }) => {
    const files = filesOf(folder);
    const sources = files.filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts',
    );
    for (const source of sources) expect(files, source).toContain(source.replace(/\.ts$/, '.test.ts'));
    for (const { id } of CATALOGUE.filter((check) => check.practice === practice)) {
      const home = sources.filter(
        (source) => id === source.slice(0, -3) || id.startsWith(`${source.slice(0, -3)}-`),
      );
      expect(home, `a file named after ${id}`).not.toEqual([]);
    }
  },
);

test.each(CATALOGUE.map((check) => [check.id, check] as const))('%s: metadata is complete', (_id, check) => {
  expect(check.title).toMatch(/^[A-Z].*[^.]$/s);
  expect(check.rationale).toMatch(/^[A-Z"'].*\.$/s);
  expect(check.remediation).toMatch(/^[A-Z"'].*\.$/s);
  expect(check.reads.length).toBeGreaterThan(0);
  expect([...new Set(check.reads)]).toEqual(check.reads);
  for (const read of check.reads) expect(CALLS, `${read} is made by a collector`).toContain(read);
  for (const equivalent of check.equivalents)
    expect(equivalent).toMatch(/^(prowler:[a-z0-9_]+|config:[a-z0-9-]+)$/);
  expect([...new Set(check.controls)]).toEqual(check.controls);
  expect(existsSync(join(ROOT, 'docs/checks', `${check.id}.md`)), 'its page: npm run generate').toBe(true);
});

test.each(CATALOGUE.map((check) => [check.id, check] as const))(
  '%s: the type it judges is collected',
  (_id, check) => {
    const types = [...FRAMEWORK_TYPES, ...ALL_COLLECTORS.map((each) => each.type)];
    expect(types).toContain(check.resource);
  },
);

/** Nobody's call makes them fail. */
const CHANGED_BY_NO_CALL: Readonly<Record<string, string>> = {
  'acm-certificate-renewal': 'its time comes while AWS cannot renew it',
  'principal-unused-services-role': 'time passes without use',
  'principal-unused-services-user': 'time passes without use',
  'principal-unused-role': 'time passes without use',
  'principal-unused-user': 'time passes without use',
  'role-cross-account-unused': 'time passes without use',
  'secret-rotation-succeeding': 'the rotation fails by itself',
  'user-access-key-unused': 'time passes without use',
  'user-password-unused': 'time passes without use',
};

test.each(CATALOGUE.map((check) => [check.id, check] as const))(
  '%s: says which events can make it fail, or here is why none can',
  (id, { changedBy }) => {
    expect(changedBy === undefined).toBe(Object.hasOwn(CHANGED_BY_NO_CALL, id));
    for (const event of changedBy ?? [])
      expect(isLogged(event), `${event} is an event of CloudTrail`).toBe(true);
  },
);

test('every reason why no event can is one of a check', () => {
  const ids = CATALOGUE.map(({ id }) => id);
  for (const id of Object.keys(CHANGED_BY_NO_CALL)) expect(ids).toContain(id);
});

/**
 * S3's events have names that are neither its actions nor always its operations.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
const S3_EVENTS = new Set([
  'CopyObject',
  'CreateAccessPoint',
  'CreateBucket',
  'DeleteAccessPointPolicy',
  'DeleteAccountPublicAccessBlock',
  'DeleteBucket',
  'DeleteBucketEncryption',
  'DeleteBucketLifecycle',
  'DeleteBucketOwnershipControls',
  'DeleteBucketPolicy',
  'DeleteBucketPublicAccessBlock',
  'PutAccessPointPolicy',
  'PutAccountPublicAccessBlock',
  'PutBucketAcl',
  'PutBucketEncryption',
  'PutBucketLifecycle',
  'PutBucketLogging',
  'PutBucketObjectLockConfiguration',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
  'PutBucketPublicAccessBlock',
  'PutBucketVersioning',
  'PutBucketWebsite',
  'PutObject',
  'PutObjectAcl',
]);

/** Elsewhere an operation is named as its action is, to the letter; a sign-in is no operation. */
function isLogged(event: string): boolean {
  const [label = '', eventName = ''] = event.split(':');
  if (label === 's3') return S3_EVENTS.has(eventName);
  if (event === 'signin:ConsoleLogin') return true;
  const told = iamActionsOf({ eventSource: `${label}.amazonaws.com`, eventName });
  return told.kind === 'mapped' && told.actions.some((action) => action.endsWith(`:${eventName}`));
}
