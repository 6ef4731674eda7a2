import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseArn } from '../model/arn.ts';
import type { RequestContext } from './authorization-request.ts';
import { authorize } from './authorize.ts';
import type { AwsPolicyObject, PolicySet } from './policy-set.ts';

/** Verdicts of a public project's tests (../shared/data/iam/SOURCES.md) on accounts as AWS describes them. */
const CORPUS = join(import.meta.dirname, '../../../shared/data/iam');
const isThere = existsSync(CORPUS);
if (!isThere) console.log('gaad-corpus.test.ts: ../shared is not there, so its cases are left out');

interface Case {
  readonly id: string;
  readonly fixtures: Readonly<Record<'gaad' | 'resourcePolicies' | 'scps', readonly string[]>>;
  readonly query: {
    readonly principalArn: string;
    readonly action: string;
    readonly resource: string;
    readonly context: RequestContext;
    readonly contextMode: 'open' | 'closed';
  };
  readonly expected: boolean;
}

interface Held {
  readonly Arn: string;
  readonly UserPolicyList?: readonly { readonly PolicyDocument: AwsPolicyObject }[];
  readonly RolePolicyList?: readonly { readonly PolicyDocument: AwsPolicyObject }[];
  readonly AttachedManagedPolicies: readonly { readonly PolicyArn: string }[];
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
}

interface Managed {
  readonly Arn: string;
  readonly PolicyVersionList: readonly {
    readonly Document: AwsPolicyObject;
    readonly IsDefaultVersion: boolean;
  }[];
}

interface Described {
  readonly UserDetailList: readonly Held[];
  readonly RoleDetailList: readonly Held[];
  readonly Policies: readonly Managed[];
}

interface Owned {
  readonly Resource: string;
  readonly Policy: AwsPolicyObject;
  readonly Account: string;
}

interface Node {
  readonly Id: string;
  readonly Arn: string;
  readonly Policies: readonly { readonly Content: AwsPolicyObject }[];
  readonly Children?: readonly Node[];
}

const cases: readonly Case[] = isThere ? (read('gaad-cases.json') as readonly Case[]) : [];

test.skipIf(!isThere)('the corpus is whole', () => {
  expect(cases).toHaveLength(54);
});

test.each(cases.map((each) => [each.id, each] as const))('%s', (_, { fixtures, query, expected }) => {
  const owned = fixtures.resourcePolicies.flatMap((file) => read(`gaad/${file}`) as readonly Owned[]);
  const policy = owned.find(
    ({ Resource }) => query.resource === Resource || query.resource.startsWith(`${Resource}/`),
  );
  const set: PolicySet = {
    ...own(
      fixtures.gaad.map((file) => read(`gaad/${file}`) as Described),
      query.principalArn,
    ),
    ...organisation(
      fixtures.scps.map((file) => read(`gaad/${file}`) as Node),
      query.principalArn,
    ),
    ...(policy && { resourcePolicy: policy.Policy }),
  };
  const contexts = query.contextMode === 'closed' ? [query.context] : openContexts(query.context, set);
  const isAllowed = contexts.some(
    (context) =>
      authorize(
        {
          principal: query.principalArn,
          action: query.action,
          resource: query.resource,
          resourceAccount: policy?.Account,
          context,
        },
        set,
      ).effect === 'allow',
  );
  expect(isAllowed).toBe(expected);
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(CORPUS, file), 'utf8'));
}

function own(described: readonly Described[], principal: string): PolicySet {
  const held = described
    .flatMap(({ UserDetailList, RoleDetailList }) => [...UserDetailList, ...RoleDetailList])
    .find(({ Arn }) => Arn === principal);
  if (!held) return {};
  const managed = (arn: string): AwsPolicyObject => {
    const versions = described
      .flatMap(({ Policies }) => Policies)
      .find(({ Arn }) => Arn === arn)?.PolicyVersionList;
    const document = versions?.find((version) => version.IsDefaultVersion)?.Document;
    if (!document) throw new Error(`the fixture has no policy ${arn}`);
    return document;
  };
  const inline = [...(held.UserPolicyList ?? []), ...(held.RolePolicyList ?? [])];
  const boundary = held.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    identityPolicies: [
      ...inline.map(({ PolicyDocument }) => PolicyDocument),
      ...held.AttachedManagedPolicies.map(({ PolicyArn }) => managed(PolicyArn)),
    ],
    permissionsBoundaries: boundary === undefined ? [] : [managed(boundary)],
  };
}

/** The levels from the root down to the principal's account. */
function organisation(roots: readonly Node[], principal: string): PolicySet {
  const [root] = roots;
  if (!root) return {};
  const path = pathTo(root, parseArn(principal)?.account ?? '') ?? [root];
  return {
    serviceControlPolicies: path.map(({ Policies }) => Policies.map(({ Content }) => Content)),
    managementAccount: parseArn(root.Arn)?.account,
  };
}

function pathTo(node: Node, account: string): readonly Node[] | null {
  if (node.Id === account) return [node];
  for (const child of node.Children ?? []) {
    const path = pathTo(child, account);
    if (path) return [node, ...path];
  }
  return null;
}

/** Unstated keys may have any value: each is tried as absent and as every value that some policy names. */
function openContexts(stated: RequestContext, set: PolicySet): readonly RequestContext[] {
  const values = new Map<string, Set<string>>();
  const conditions = JSON.stringify(set).matchAll(/"Condition":(\{(?:[^{}]|\{[^{}]*\})*\})/g);
  for (const [, condition = '{}'] of conditions)
    for (const keys of Object.values(
      JSON.parse(condition) as Record<string, Record<string, string | string[]>>,
    ))
      for (const [key, wanted] of Object.entries(keys))
        values.set(key, new Set([...(values.get(key) ?? []), ...[wanted].flat()]));
  let contexts: readonly RequestContext[] = [stated];
  for (const [key, wanted] of values)
    if (!(key in stated))
      contexts = contexts.flatMap((context) => [
        context,
        ...[...wanted].map((value) => ({ ...context, [key]: value })),
      ]);
  return contexts;
}
