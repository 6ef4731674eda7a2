import { expect, test } from 'vitest';
import { aSecurityGroup } from '../../test/builders/network.ts';
import { aBucket } from '../../test/builders/s3.ts';
import type { Resource } from '../model/resource-types.ts';
import { SharedValues } from './shared-values.ts';

/** As a snapshot file gives it: nothing shared yet. */
function fresh<R extends Resource>(resource: R): R {
  return JSON.parse(JSON.stringify(resource)) as R;
}

test('changes nothing that can be seen', () => {
  const values = new SharedValues();
  const resources = [aBucket({ id: 'a' }), aBucket({ id: 'b' }), aSecurityGroup(), aSecurityGroup()];
  for (const resource of resources) {
    const shared = fresh(resource);
    values.share(shared);
    expect(shared).toEqual(resource);
    expect(JSON.stringify(shared)).toBe(JSON.stringify(resource));
  }
});

test('equal small values are one object, those that differ are not', () => {
  const values = new SharedValues();
  const [one, same, other] = [
    fresh(aBucket({ tags: { team: 'a' } })),
    fresh(aBucket({ tags: { team: 'a' } })),
    fresh(aBucket({ tags: { team: 'b' } })),
  ];
  for (const bucket of [one, same, other]) values.share(bucket);
  expect(same.tags).toBe(one.tags);
  expect(same.versioning).not.toBe(one.tags);
  expect(other.tags).toEqual({ team: 'b' });
});

test('members of lists stay apart, for rules that are alike are two rules', () => {
  const values = new SharedValues();
  const rule = { protocol: 'tcp', fromPort: 22, toPort: 22 };
  const group = fresh({ ...aSecurityGroup(), ingress: [rule, rule] } as unknown as Resource) as unknown as {
    ingress: readonly [object, object];
  };
  values.share(group as unknown as Resource);
  expect(group.ingress[0]).toEqual(group.ingress[1]);
  expect(group.ingress[0]).not.toBe(group.ingress[1]);
});
