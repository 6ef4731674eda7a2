import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutPage, listPathsOf, paginationOf, readToken, signToken, valueAt } from './pagination.ts';
import { isServiceName, serviceNames } from './service-catalog.ts';
import { loadService, type Operation } from './service-model.ts';
import { isMembers, type Members, textOr } from './shape.ts';

async function operationNamed(service: string, name: string): Promise<Operation> {
  if (!isServiceName(service)) throw new Error(service);
  const operation = (await loadService(service)).operations.get(name);
  if (operation === undefined) throw new Error(`${service} has no ${name}`);
  return operation;
}

type Paginator = {
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly limit: string;
};

/** What the SDK's own paginators say: `createPaginator(Client, Command, "Marker", "NextMarker", "Limit")`. */
async function sdkPaginators(service: string): Promise<Paginator[]> {
  const folder = fileURLToPath(
    new URL(`../../node_modules/@aws-sdk/client-${service}/dist-es/pagination/`, import.meta.url),
  );
  const files = await readdir(folder).catch(() => []);
  const sources = await Promise.all(files.map((file) => readFile(folder + file, 'utf8')));
  return sources.flatMap((source) => {
    const found = /createPaginator\(\w+, (\w+)Command, "([^"]*)", "([^"]*)", "([^"]*)"\)/.exec(source);
    return found === null
      ? []
      : [{ name: found[1] ?? '', input: found[2] ?? '', output: found[3] ?? '', limit: found[4] ?? '' }];
  });
}

// DynamoDB continues from a key, which is a structure: nothing here pages through table items. The last takes
// two names for its limit.
const others = new Set(['dynamodb:Scan', 'dynamodb:Query', 'config-service:SelectAggregateResourceConfig']);

describe('the derived pagination is that of the SDK', () => {
  test.each(serviceNames)('%s', async (service) => {
    for (const paginator of await sdkPaginators(service)) {
      if (others.has(`${service}:${paginator.name}`)) continue;
      const plan = paginationOf(await operationNamed(service, paginator.name));
      const derived = {
        name: paginator.name,
        input: plan?.inputToken,
        output: plan?.outputToken.join('.'),
        limit: plan?.limit ?? '',
      };
      // Where the SDK names no limit there may still be one.
      expect(derived).toEqual(paginator.limit === '' ? { ...paginator, limit: derived.limit } : paginator);
    }
  });
});

const paths = async (service: string, name: string): Promise<unknown> =>
  listPathsOf(await operationNamed(service, name));

test('lists are found where they are', async () => {
  expect(await paths('ec2', 'DescribeAddresses')).toEqual([['Addresses']]);
  expect(await paths('cloudfront', 'ListDistributions')).toEqual([['DistributionList', 'Items']]);
  expect(await paths('iam', 'GetAccountAuthorizationDetails')).toEqual([
    ['UserDetailList'],
    ['GroupDetailList'],
    ['RoleDetailList'],
    ['Policies'],
  ]);
});

test('any cut of any lists gives every item once, in order', async () => {
  const operation = await operationNamed('iam', 'GetAccountAuthorizationDetails');
  const plan = paginationOf(operation);
  if (plan === undefined) throw new Error('no plan');
  const lists = fc.tuple(...plan.lists.map(() => fc.array(fc.nat(), { maxLength: 30 })));
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 50 }), (items, limit) => {
      const output: Members = Object.fromEntries(
        plan.lists.map((path, index) => [path.join('.'), items[index]]),
      );
      const seen = plan.lists.map((): unknown[] => []);
      let offset: number | undefined = 0;
      for (let guard = 0; offset !== undefined && guard < 200; guard += 1) {
        const page = cutPage(plan, output, [], { offset, limit }, (next) => signToken('call', next));
        for (const [index, path] of plan.lists.entries()) {
          const list = valueAt(page, path);
          if (Array.isArray(list)) seen[index]?.push(...list);
        }
        const token = valueAt(page, plan.outputToken);
        expect(isMembers(page) && page['IsTruncated'] === true).toBe(token !== undefined);
        offset = token === undefined ? undefined : readToken('call', textOr(token, ''));
      }
      expect(seen).toEqual(items);
    }),
  );
});

test('a token is good for its call alone', () => {
  expect(readToken('one', signToken('one', 100))).toBe(100);
  expect(readToken('other', signToken('one', 100))).toBeUndefined();
  expect(readToken('one', 'AAAA')).toBeUndefined();
});
