import { z } from 'zod';
import { AWS_REGIONS, isRegionName } from '../../model/aws-regions.ts';
import type { JsonObject } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import type { Practice } from '../../model/practice.ts';
import { GLOBAL_REGION } from '../../model/resource.ts';
import { CATALOGUE } from '../../practices/catalogue.ts';
import { accountId, listOf, mapping, oneOrMany, tagGlobs, text } from '../yaml-shape.ts';

const CHECK = 'the id of a check (rampart checks list)';
const PRACTICE = 'a practice from 1 to 12';
const REGION = 'a region such as eu-west-1, or global for what an account has once';
const RESOURCE = 'an ARN (arn:aws:s3:::bucket) or an id, exact or a glob';
const EXPIRES = 'a date such as 2027-06-30, the last day on which the rule hides';
const REASON = 'a text that says why the failures are accepted';
const RULE = 'a rule with at least one of check, practice, account, region, resource and tags';

const CHECK_IDS = CATALOGUE.map((each) => each.id);
const REGIONS = [...Object.values(AWS_REGIONS).flat(), GLOBAL_REGION];

const check = z.enum(CHECK_IDS, { error: ({ input }) => withNearest(CHECK, input, CHECK_IDS) });
const practice = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] satisfies Practice[], { error: PRACTICE });
const region = z.string({ error: REGION }).refine((name) => name === GLOBAL_REGION || isRegionName(name), {
  error: ({ input }) => withNearest(REGION, input, REGIONS),
});
/** Fewer parts than an ARN has, and no `*` that could stand for the missing: no resource is called so. */
const resource = text(/^(?!arn:)[^]|^arn:(?:[^:]*:){4}[^]|^arn:[^]*\*/, RESOURCE);

const rule = mapping(
  {
    check: oneOrMany(check, CHECK).describe('Ids of checks').exactOptional(),
    practice: oneOrMany(practice, PRACTICE).describe('Numbers of practices').exactOptional(),
    account: oneOrMany(accountId, 'account ids of twelve digits').describe('Account ids').exactOptional(),
    region: oneOrMany(region, REGION).describe('Regions; global: what an account has once').exactOptional(),
    resource: oneOrMany(resource, RESOURCE)
      .describe(
        'What begins with arn: is held against the whole ARN, anything else against the whole id; * and ? are wildcards',
      )
      .exactOptional(),
    tags: tagGlobs
      .describe('Tags that the resource must all have; * and ? are wildcards in values')
      .exactOptional(),
    reason: text(/\S/, REASON).describe('Why the failures are accepted'),
    expires: z.iso.date({ error: EXPIRES }).describe('The last day on which the rule hides').exactOptional(),
  },
  RULE,
).refine(({ reason: _reason, expires: _expires, ...matchers }) => Object.keys(matchers).length > 0, {
  error: RULE,
});

/** A file of suppression rules: a flat list. */
export const suppressionsSchema = listOf(rule, 'a list of suppression rules');

function withNearest(expected: string, input: unknown, known: readonly string[]): string {
  const near = typeof input === 'string' ? nearest(input, known) : null;
  return near ? `${expected}; did you mean ${near}?` : expected;
}

/** For editors, which know draft 7 best. */
export function suppressionsJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(suppressionsSchema, { target: 'draft-7', io: 'input' }) as JsonObject;
  return { ...schema, $id: 'urn:rampart:suppressions:1', title: 'Rampart suppressions, version 1' };
}
