import { expect, test } from 'vitest';
import type { ResourceExposure } from '../src/iam/answers/exposure-answer.ts';
import { authorize } from '../src/iam/authorize.ts';
import { EXPOSURE_TYPES, exposures } from '../src/inventory/exposure/exposures.ts';
import { Inventory } from '../src/inventory/inventory.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { generatedBuckets } from './generated-buckets.ts';

const exposed = (snapshot: Snapshot): readonly ResourceExposure[] =>
  exposures(new Inventory(snapshot), { types: EXPOSURE_TYPES, resource: null, trustedAccounts: [] });

const all = generatedBuckets(400);
const buckets = all.resources.filter((each) => each.type === 'AWS::S3::Bucket');
const around = all.resources.filter((each) => each.type !== 'AWS::S3::Bucket');
const together = exposed(all);

const told = ({ people, aws, difference }: ResourceExposure) => ({
  people: people.map(({ kind, name, access }) => ({
    kind,
    name,
    access: access.map(({ operation, answer, ways }) => ({
      operation,
      answer,
      ways: ways.map(({ by, grant, stoppedBy }) => ({ by, grant, stoppedBy })),
    })),
  })),
  aws,
  difference,
});

test('LAW: buckets that share an answer have the one that each has alone', () => {
  const byArn = new Map(together.map((each) => [each.arn, each]));
  expect(byArn.size).toBeGreaterThan(80);
  for (const bucket of buckets) {
    const [alone] = exposed({ ...all, resources: [...around, bucket] });
    const shared = byArn.get(bucket.arn);
    expect(shared && told(shared), bucket.arn).toEqual(alone && told(alone));
  }
});

test('each request is for its own bucket, and its policy allows it', () => {
  const policies = new Map(
    buckets.map(({ arn, policy }) => [arn, policy.status === 'read' ? policy.value : null]),
  );
  const own = together.flatMap(({ arn, account, people }) =>
    people.flatMap(({ access }) =>
      access.flatMap(({ ways }) =>
        ways.flatMap(({ by, request }) => (by === 'policy' && request ? [{ arn, account, request }] : [])),
      ),
    ),
  );
  expect(own.length).toBeGreaterThan(100);
  const allowAll = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
  for (const { arn, account, request } of own) {
    expect(request.resource === arn || request.resource.startsWith(`${arn}/`), arn).toBe(true);
    expect(request.resourceAccount ?? account).toBe(account);
    const set = { identityPolicies: [allowAll], resourcePolicy: policies.get(arn) ?? '' };
    expect(authorize(request, set).effect, JSON.stringify(request)).toBe('allow');
  }
});
