import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { suppress } from '../../../assess/suppress.ts';
import type { Finding } from '../../../model/finding.ts';
import { CATALOGUE } from '../../../practices/catalogue.ts';
import type { Check } from '../../../practices/check.ts';
import { parseYaml } from '../../yaml-file.ts';
import { suppressionsOf } from '../read-suppressions.ts';
import { type Imported, type ImportOptions, importMutelist } from './import-mutelist.ts';
import { likenessOf } from './prowler-likeness.ts';
import { rulesText } from './rules-text.ts';

const ANSWERING = CATALOGUE.filter((check) => check.equivalents.some((each) => each.startsWith('prowler:')));

function imported(text: string, options: ImportOptions = {}): Imported {
  return importMutelist(parseYaml('m.yaml', text, { repeatedKeys: 'last' }), options);
}

function rulesOf(text: string, options: ImportOptions = {}): readonly object[] {
  return imported(text, options).rules.map((each) => each.rule);
}

/** `line why`, of one entry for account `*`. */
function mutelist(...entries: readonly (readonly [check: string, body: string])[]): string {
  return `Mutelist:\n  Accounts:\n    "*":\n      Checks:\n${entries.map(([check, body]) => `        "${check}": {${body}}\n`).join('')}`;
}

const ALL = 'Regions: ["*"], Resources: ["*"]';

test('a check, by its name for it, with the description as the reason', () => {
  const text = `Mutelist:
  Accounts:
    "123456789012":
      Checks:
        s3_bucket_object_versioning:
          Regions: [eu-west-1, us-east-1]
          Resources: [ci-logs, ^scratch$, "tmp-*"]
          Description: Logs are written once.
`;
  expect(imported(text)).toEqual({
    entries: 1,
    rules: [
      {
        lines: ['m.yaml:5'],
        rule: {
          check: ['s3-bucket-versioning'],
          account: '123456789012',
          region: ['eu-west-1', 'us-east-1'],
          resource: ['*ci-logs*', 'scratch', '*tmp-*'],
          reason: 'Logs are written once.',
        },
      },
    ],
    leftOut: [],
  });
});

test('a pattern of checks is every check that it finds', () => {
  const [rule] = rulesOf(mutelist(['kms_*', ALL])); // found anywhere in its name
  expect(rule).toEqual({
    check: [
      'cloudtrail-trail-kms-encryption',
      'cloudwatch-alarm-cmk-disabling-or-deletion',
      'kms-key-not-public',
      'kms-key-not-pending-deletion',
      'kms-key-rotation',
    ],
    reason: 'Muted in Prowler: m.yaml:5',
  });
  expect(rulesOf(mutelist(['lambda_function_no_secrets_in_variables', ALL]))).toMatchObject([
    { check: ['lambda-environment-no-credentials'] },
  ]);
});

test('a check of ours that answers several of Prowler is hidden where all are muted alike', () => {
  const [ssh, rdp] = [22, 3389].map(
    (port) => `ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_${port}`,
  );
  const half = imported(mutelist([ssh ?? '', ALL]));
  expect(half.rules).toEqual([]);
  expect(half.leftOut).toEqual([
    {
      line: 'm.yaml:5',
      why: 'not for security-group-open-to-world-admin-ports: it answers to other checks of Prowler, too, which are not muted alike',
    },
  ]);
  expect(rulesOf(mutelist([ssh ?? '', ALL], [rdp ?? '', ALL]))).toMatchObject([
    { check: ['security-group-open-to-world-admin-ports'], reason: 'Muted in Prowler: m.yaml:5, m.yaml:6' },
  ]);
  expect(rulesOf(mutelist([ssh ?? '', ALL], [rdp ?? '', 'Regions: ["*"], Resources: [sg-1]']))).toEqual([]);
});

test('every check is every one that Prowler has: our own, and those to come, stay open', () => {
  const text = `Mutelist: {Accounts: {"123456789012": {Checks: {"*": {${ALL}}}}}}`;
  const { rules, leftOut } = imported(text);
  expect(rules).toHaveLength(1);
  expect(rules[0]?.rule).toMatchObject({
    account: '123456789012',
    check: ANSWERING.map((each) => each.id),
    reason: 'Muted in Prowler: m.yaml:1',
  });
  expect(leftOut).toEqual([
    {
      line: 'm.yaml:1',
      why: `not for the ${CATALOGUE.length - ANSWERING.length} checks that Prowler lacks: a rule without \`check\` would hide those, too`,
    },
  ]);
  expect(imported(mutelist(['*', ALL]))).toMatchObject({
    rules: [],
    leftOut: [{ why: 'it mutes everything, which no rule does' }],
  });
});

test('a trail, which Prowler may find elsewhere than at home, is not hidden by its region', () => {
  const { rules, leftOut } = imported(mutelist(['*', 'Regions: [eu-west-1], Resources: ["*"]']));
  const hidden = rules.flatMap(({ rule }) => rule.check);
  expect(hidden).toContain('s3-bucket-versioning');
  expect(hidden).not.toContain('cloudtrail-trail-kms-encryption');
  expect(leftOut.map(({ why }) => why)).toContainEqual(
    expect.stringMatching(
      /^not for .*cloudtrail-trail-kms-encryption.*: Prowler finds it in another region than Rampart$/,
    ),
  );
});

test('some resources of every check are those of the checks whose resources bear the same names', () => {
  const { rules, leftOut } = imported(mutelist(['*', 'Regions: ["*"], Resources: [test]']));
  expect(rules).toHaveLength(1);
  const { check = [], resource } = rules[0]?.rule ?? {};
  expect(resource).toEqual(['*test*']);
  expect(check).toContain('s3-bucket-versioning');
  expect(check).not.toContain('user-access-key-age');
  expect(leftOut[0]?.why).toMatch(/^not for .*user-access-key-age.*: Prowler names its resources otherwise/);
});

test('tags are asked for by their very key; alternatives are rules of their own', () => {
  const body = `Regions: ["*"], Resources: ["*"], Tags: ["test=test", "project=a|project=b"]`;
  expect(rulesOf(mutelist(['s3_bucket_object_lock', body]))).toEqual([
    {
      check: ['s3-bucket-object-lock'],
      tags: { test: 'test*', project: 'a*' },
      reason: 'Muted in Prowler: m.yaml:5',
    },
    {
      check: ['s3-bucket-object-lock'],
      tags: { test: 'test*', project: 'b*' },
      reason: 'Muted in Prowler: m.yaml:5',
    },
  ]);
});

test('what has no region in Rampart is where Prowler has its profile', () => {
  const text = mutelist(['iam_user_hardware_mfa_enabled', 'Regions: [us-east-1], Resources: [user-1]']);
  expect(imported(text)).toMatchObject({
    rules: [],
    leftOut: [{ why: expect.stringContaining('--prowler-region') }],
  });
  expect(rulesOf(text, { prowlerRegion: 'us-east-1' })).toEqual([
    {
      check: ['user-admin-hardware-mfa'],
      region: ['global'],
      resource: ['*user-1*'],
      reason: 'Muted in Prowler: m.yaml:5',
    },
  ]);
  expect(imported(text, { prowlerRegion: 'eu-west-1' })).toMatchObject({ rules: [], leftOut: [] });
  const [here, global] = rulesOf(mutelist(['*', 'Regions: [us-east-1], Resources: ["*"]']), {
    prowlerRegion: 'us-east-1',
  });
  expect(here).toMatchObject({
    region: ['us-east-1'],
    check: expect.arrayContaining(['kms-key-rotation', 'vpc-flow-logs']),
  });
  expect(global).toMatchObject({
    region: ['global'],
    check: expect.arrayContaining(['root-mfa', 'password-policy']),
  });
});

test('an exception for regions leaves the others', () => {
  const body = 'Regions: [eu-*], Resources: ["*"], Exceptions: {Regions: [eu-west-*, eu-isoe]}';
  expect(rulesOf(mutelist(['kms_cmk_rotation_enabled', body]))).toMatchObject([
    { region: ['eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2'] },
  ]);
});

test('an exception ends the search: entries behind it are excepted, too', () => {
  const text = mutelist(
    ['s3_*', 'Regions: [eu-west-1, eu-west-2], Resources: ["*"], Exceptions: {Regions: [eu-west-1]}'],
    ['s3_bucket_object_lock', ALL.replace('"*"]', 'eu-west-1]')],
  );
  const { rules, leftOut } = imported(text);
  expect(rules.map(({ rule }) => rule.region)).toEqual([['eu-west-2']]);
  expect(leftOut.find(({ line }) => line === 'm.yaml:6')?.why).toBe(
    'it, or an entry before it, excepts all that it mutes',
  );
});

test('an exception for another account is none', () => {
  const text = `Mutelist: {Accounts: {"123456789012": {Checks: {kms_cmk_rotation_enabled: {${ALL}, Exceptions: {Accounts: [999999999999]}}}}}}`;
  expect(rulesOf(text)).toMatchObject([{ account: '123456789012', check: ['kms-key-rotation'] }]);
  expect(imported(text.replace('999999999999', '123456789012'))).toMatchObject({
    rules: [],
    leftOut: [{ why: 'it, or an entry before it, excepts all that it mutes' }],
  });
});

test.each([
  [
    'Regions: ["*"], Resources: ["[^a]"]',
    'resource "[^a]" cannot be written as a glob: it leaves characters out, [^…]',
  ],
  [
    'Regions: ["(?=x)"], Resources: ["*"]',
    'region "(?=x)" cannot be written as a glob: it has a group of a special kind, (?…)',
  ],
  ['Regions: [mars], Resources: ["*"]', 'no region is called "mars"'],
  ['Regions: [], Resources: ["*"]', 'its list of regions is empty: it mutes nothing'],
  ['Regions: ["*"], Resources: []', 'its list of resources is empty: it mutes nothing'],
  [
    'Regions: ["*"], Resources: ["^arn:aws:s3:::x"]',
    'is an ARN, and Prowler holds it against ids: it mutes nothing',
  ],
  [
    'Regions: ["*"], Resources: ["*"], Tags: [prod]',
    'tag "prod" cannot be written as a glob: it names no whole key',
  ],
  ['Regions: ["*"], Resources: ["*"], Tags: ["^a=b"]', 'it names no whole key'],
  ['Regions: ["*"], Resources: ["*"], Tags: ["a=b$"]', 'it names no whole key'],
  ['Regions: ["*"], Resources: ["*"], Tags: ["a=b", "a=c"]', 'the tag "a" is asked for twice'],
  [
    'Regions: ["*"], Resources: ["*"], Exceptions: {Accounts: ["1"]}',
    'it excepts accounts, and a rule cannot',
  ],
  [
    'Regions: ["*"], Resources: ["*"], Exceptions: {Resources: [x]}',
    'it excepts resources, and a rule cannot',
  ],
  ['Regions: ["*"], Resources: ["*"], Exceptions: {Tags: [x=y]}', 'it excepts tags, and a rule cannot'],
])('%s is left out', (body, why) => {
  const { rules, leftOut } = imported(mutelist(['s3_bucket_object_lock', body]));
  expect(rules).toEqual([]);
  expect(leftOut).toEqual([{ line: 'm.yaml:5', why: expect.stringContaining(why) }]);
});

test.each([
  [mutelist(['cloudformation_stack*', ALL]), 'Rampart has no check that answers to "cloudformation_stack*"'],
  [mutelist(['[^x]', ALL]), 'check "[^x]" cannot be written as a glob'],
  [
    `Mutelist: {Accounts: {production: {Checks: {"*": {${ALL}}}}}}`,
    '"production" is neither an account id nor "*": it mutes nothing',
  ],
])('%s is left out', (text, why) => {
  expect(imported(text)).toMatchObject({ rules: [], leftOut: [{ why: expect.stringContaining(why) }] });
});

test('of a key that is repeated the last is taken, as Prowler does, and the others are named', () => {
  const { rules, leftOut } = imported(
    mutelist(
      ['kms_cmk_rotation_enabled', 'Regions: [eu-west-1], Resources: ["*"]'],
      ['kms_cmk_rotation_enabled', 'Regions: [eu-west-2], Resources: ["*"]'],
    ),
  );
  expect(rules).toMatchObject([{ lines: ['m.yaml:6'], rule: { region: ['eu-west-2'] } }]);
  expect(leftOut).toEqual([
    {
      line: 'm.yaml:5',
      why: 'the key "kms_cmk_rotation_enabled" stands again further down, and Prowler takes the last alone',
    },
  ]);
});

test.each([
  ['', 'm.yaml is empty: expected a mute list of Prowler'],
  ['Allowlist: {}', '1:1: "Allowlist" is no key here; expected one of Mutelist'],
  [
    'Mutelist: {Accounts: {"*": {Check: {}}}}',
    '1:29: "Check" is no key of Mutelist.Accounts.*; did you mean Checks?',
  ],
  [
    'Mutelist: {Accounts: {"*": {Checks: {x: {Regions: ["*"]}}}}}',
    'Mutelist.Accounts.*.Checks.x.Resources is missing: expected a list of resources',
  ],
  [
    mutelist(['x', 'Regions: "*", Resources: ["*"]']),
    'Mutelist.Accounts.*.Checks.x.Regions: found "*", expected a list of regions',
  ],
  [mutelist(['x', 'Regions: [7], Resources: ["*"]']), 'Regions[0]: found 7, expected a text'],
])('refuses %j', (text, message) => {
  expect(() => imported(text)).toThrow(message);
});

test('no name in the mute list ends a remark or leaves its text', () => {
  const hostile = '\\n- {practice: 1, reason: x}\\n\\u2028\\e2J\\u202e#';
  const text = mutelist(
    [hostile, ALL],
    ['^kms_', `${ALL}, Description: "${hostile}"`],
    ['s3_bucket_object_lock', `Regions: ["*"], Resources: ["${hostile}", "a: b", "- c", "'"]`],
  );
  const file = rulesText('m.yaml', imported(text));
  expect(file).not.toMatch(/[\u001b\u202e\u2028]/);
  const rules = suppressionsOf(parseYaml('s.yaml', file));
  expect(
    rules.map((each) => each.checks),
    file,
  ).toEqual([
    ['kms-key-not-public', 'kms-key-not-pending-deletion', 'kms-key-rotation'],
    ['s3-bucket-object-lock'],
  ]);
  expect(rules[1]?.resources?.slice(1)).toEqual(['*a: b*', '*- c*', "*'*"]);
});

/** What Prowler's mute list says of one of its findings, literally. */
interface ProwlerFinding {
  readonly account: string;
  readonly check: string;
  readonly region: string;
  readonly resource: string;
  readonly tags: string;
}
type Lists = Readonly<Record<string, readonly string[]>>;
type Entry = Lists & { readonly Exceptions?: Lists };
type Mutelist = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

function isMuted(mutelist: Mutelist, finding: ProwlerFinding): boolean {
  return Object.entries(mutelist).some(
    ([account, checks]) => (account === '*' || account === finding.account) && isMutedIn(checks, finding),
  );
}

function isMutedIn(checks: Readonly<Record<string, Entry>>, finding: ProwlerFinding): boolean {
  let muted = false;
  for (const [check, entry] of Object.entries(checks)) {
    if (check !== '*' && !foundIn(check, finding.check)) continue;
    if (isExcepted(entry.Exceptions ?? {}, finding)) break;
    const { Regions = [], Resources = [], Tags = [] } = entry;
    const fits =
      Regions.some((each) => foundIn(each, finding.region)) &&
      Resources.some((each) => foundIn(each, finding.resource));
    muted ||= fits && Tags.every((each) => foundIn(each, finding.tags));
  }
  return muted;
}

function isExcepted(
  { Accounts = [], Regions = [], Resources = [], Tags = [] }: Lists,
  finding: ProwlerFinding,
): boolean {
  const given = [Accounts, Regions, Resources, Tags].filter((each) => each.length > 0).length;
  const all = (list: readonly string[], text: string): boolean =>
    list.length === 0 || list.some((each) => foundIn(each, text));
  return (
    given > 0 &&
    all(Accounts, finding.account) &&
    all(Regions, finding.region) &&
    all(Resources, finding.resource) &&
    Tags.every((each) => foundIn(each, finding.tags))
  );
}

function foundIn(pattern: string, text: string): boolean {
  return new RegExp(pattern.replaceAll('*', '.*'), 'u').test(text);
}

const ACCOUNTS = ['111122223333', '444455556666'];
const DEFAULT_REGION = 'us-east-1';
const pick = fc.constantFrom;
const lists = (...values: string[]): fc.Arbitrary<string[]> =>
  fc.array(pick(...values), { minLength: 1, maxLength: 2 });
const regionLists = lists('*', 'us-east-1', 'eu-*', '^eu-west-1$', 'west|north');
const resourceLists = lists('*', 'web', '^web$', 'web-.', 'logs$|^db', '[wd]eb?');
const tagLists = lists('env=dev', 'env=*', 'env=dev|env=prod', 'nv=dev');
const someEntry: fc.Arbitrary<Entry> = fc
  .record(
    {
      Regions: regionLists,
      Resources: resourceLists,
      Tags: tagLists,
      Exceptions: fc.record(
        {
          Accounts: lists('*', '1111', '444455556666'),
          Regions: regionLists,
          Resources: resourceLists,
          Tags: tagLists,
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['Regions', 'Resources'] },
  )
  .map((entry) => entry as unknown as Entry);
const someCheck = pick(
  '*',
  's3_*',
  's3_bucket_object_lock',
  'iam_user',
  'iam_root',
  'port_22',
  'port_3389',
  'tcp_port',
  'ec2_.*group',
  'guardduty_is_enabled',
  'iam_password_policy_*',
  'cloudtrail',
);
const someMutelist: fc.Arbitrary<Mutelist> = fc.dictionary(
  pick('*', ...ACCOUNTS),
  fc.dictionary(someCheck, someEntry, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  { minKeys: 1, noNullPrototype: true },
);

const someFinding = fc.record({
  check: fc.oneof({ weight: 4, arbitrary: pick(...ANSWERING) }, pick(...CATALOGUE)),
  account: pick(...ACCOUNTS),
  region: pick('us-east-1', 'eu-west-1', 'eu-north-1'),
  id: pick('web', 'web-1', 'access-logs', 'db'),
  env: fc.option(pick('dev', 'development', 'prod')),
  // What Prowler has in the place of what it names or places otherwise.
  otherRegion: pick('us-east-1', 'eu-west-1', 'us-west-2'),
  otherId: pick('<root_account>', 'web', 'db-key-1', '111122223333'),
});

function ourFinding(
  check: Check,
  { account, region, id, env }: { account: string; region: string; id: string; env: string | null },
): Finding {
  const likenesses = prowlerIdsOf(check).map(likenessOf);
  // Where Prowler places a finding otherwise (null), ours is in some region or in none.
  const global = likenesses.every(
    (each) => each.region === 'default' || (each.region === null && id === 'db'),
  );
  return {
    id: 'f',
    check: check.id,
    practice: check.practice,
    status: 'fail',
    severity: 'high',
    account,
    region: global ? 'global' : region,
    resource: {
      type: check.resource,
      id,
      arn: `arn:aws:x:::${id}`,
      name: null,
      tags: env === null ? {} : { env },
    },
    title: '',
    summary: '',
    evidence: {},
    unread: [],
    controls: [],
    remediation: '',
  };
}

function prowlerIdsOf({ equivalents }: Check): readonly string[] {
  return equivalents
    .filter((each) => each.startsWith('prowler:'))
    .map((each) => each.slice('prowler:'.length));
}

test('an imported rule hides nothing that the mute list does not mute', () => {
  let hidden = 0;
  fc.assert(
    fc.property(someMutelist, fc.array(someFinding, { minLength: 40, maxLength: 60 }), (mutelist, drawn) => {
      const text = stringify({
        Mutelist: {
          Accounts: Object.fromEntries(
            Object.entries(mutelist).map(([account, Checks]) => [account, { Checks }]),
          ),
        },
      });
      const file = rulesText('m.yaml', imported(text, { prowlerRegion: DEFAULT_REGION }));
      const rules = suppressionsOf(parseYaml('s.yaml', file));
      for (const each of drawn) {
        const finding = ourFinding(each.check, each);
        if (!suppress([finding], rules, '2026-11-01').findings[0]?.suppressed) continue;
        hidden++;
        expect(prowlerIdsOf(each.check), `${each.check.id} is ours alone\n${file}`).not.toEqual([]);
        for (const id of prowlerIdsOf(each.check)) {
          const { resource, region } = likenessOf(id);
          const seen: ProwlerFinding = {
            account: each.account,
            check: id,
            region:
              region === 'same' ? each.region : region === 'default' ? DEFAULT_REGION : each.otherRegion,
            resource: resource ? each.id : each.otherId,
            tags: resource && each.env !== null ? `a=b | env=${each.env}` : '',
          };
          expect(isMuted(mutelist, seen), `${id} ${JSON.stringify(seen)}\n${text}\n${file}`).toBe(true);
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(hidden).toBeGreaterThan(5); // about 90, by a free seed: not in vain
});
