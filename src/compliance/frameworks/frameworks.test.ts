import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../practices/catalogue.ts';
import { requirementChecks } from '../requirement-checks.ts';
import { FRAMEWORKS } from './index.ts';

const SHARED = join(import.meta.dirname, '../../../../shared/data/compliance');

interface Facts {
  readonly requirements: readonly {
    readonly id: string;
    readonly level?: string;
    readonly assessment?: string;
  }[];
}

test('ids of frameworks are unique', () => {
  const ids = FRAMEWORKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(FRAMEWORKS.map((each) => [each.id, each] as const))('%s', (id, framework) => {
  const { requirements } = framework;
  const checks = requirementChecks(framework, CATALOGUE);

  test('every requirement has a number, a title of its own and a section', () => {
    for (const field of ['id', 'title'] as const) {
      const texts = requirements.map((each) => each[field]);
      expect([...new Set(texts)]).toEqual(texts);
    }
    for (const { id: number, title, section } of requirements) {
      expect(title, number).toMatch(/^[A-Z0-9].*[^.\s]$/);
      expect(section, number).toMatch(/^[A-Z0-9]/);
    }
    expect(framework.scope).toMatch(/\.$/);
    expect(framework.url).toMatch(/^https:/);
  });

  test('what is not looked at is said, and nothing is claimed without a check', () => {
    for (const { id: number, coverage, note } of requirements) {
      if (coverage !== 'full') expect(note, number).toMatch(/\.$/);
      const certain = (checks.get(number) ?? []).filter((check) => !check.optIn);
      expect(
        certain.length > 0,
        `${number}: ${coverage}, checks ${certain.map((each) => each.id).join(' ')}`,
      ).toBe(coverage !== 'none');
    }
  });

  test('checks name requirements that there are', () => {
    const known = new Set(requirements.map((each) => each.id));
    expect([...checks.keys()].filter((each) => !known.has(each))).toEqual([]);
  });

  test.skipIf(!existsSync(SHARED))(
    'has every requirement of the facts (skipped where ../shared is absent)',
    () => {
      const facts = JSON.parse(readFileSync(join(SHARED, `${id}.json`), 'utf8')) as Facts;
      const known = new Map(requirements.map((each) => [each.id, each]));
      const missing = facts.requirements.filter(
        (fact) => !known.has(officialId(id, fact.id, known)) && !NOT_IN_THE_FRAMEWORK.has(`${id}:${fact.id}`),
      );
      expect(missing.map((each) => each.id)).toEqual([]);
      if (!id.startsWith('cis-')) return;
      expect(known.size).toBe(facts.requirements.length);
      const ranked = facts.requirements.filter((fact) => fact.id !== '1.1');
      for (const fact of ranked) {
        expect(known.get(fact.id), fact.id).toMatchObject({
          level: Number(fact.level?.slice(-1)),
          assessment: fact.assessment?.toLowerCase(),
        });
      }
    },
  );
});

/** What the facts list, and the framework has not. */
const NOT_IN_THE_FRAMEWORK = new Set([
  'nist-800-53-r5:ac_3_1', // withdrawn in Rev. 5
  'nist-800-53-r5:sc_7_2', // withdrawn in Rev. 5
  'nist-800-53-r5:cp_1_2', // CP-1 has no enhancements
  'nist-800-53-r5:sa_1_1', // nor has SA-1
  'nist-800-53-r5:si_1_1_c', // nor has SI-1
]);

/** The framework's own number for one of the facts, whose numbers are Prowler's. */
function officialId(
  framework: string,
  fact: string,
  known: ReadonlyMap<string, { aliases: readonly string[] }>,
): string {
  if (framework === 'pci-dss-4.0') return fact.slice(0, fact.lastIndexOf('.'));
  const spelt = [...known.keys()].find((each) => spelling(framework, each) === fact);
  const alias = [...known].find(([, { aliases }]) => aliases.includes(fact))?.[0];
  return alias ?? spelt ?? fact;
}

/** `AC-2(3)(d)` is ac_2_3_d there, `CC6.1` cc_6_1, `A1.2` cc_a_1_2. */
function spelling(framework: string, id: string): string {
  const prefix = framework === 'soc-2' && /^[AC]\d/.test(id) ? 'cc_' : '';
  const parts = id.replace(/([A-Za-z])(\d)|(\d)([a-z])/g, '$1$3_$2$4').split(/[^A-Za-z0-9]+/);
  return (
    prefix +
    parts
      .filter((each) => each !== '')
      .join('_')
      .toLowerCase()
  );
}

/** A question that several checks ask of users, groups, roles or launches has one answer for a framework. */
const FAMILIES = [
  'policy-inline-',
  'policy-no-not-action-allow',
  'policy-no-service-wildcard',
  'principal-unused-services-',
  /^principal-unused-(user|role)$/,
  'admin-inactive-',
  /-no-(plain-)?credentials$/,
  'elb-access-logs',
  'elb-tls-policy',
  'cloudfront-in-front',
  'ec2-imdsv2-required',
];

/** Controls about one member of the family alone. */
const ABOUT_ONE = /^(aws-fsbp:.*|cis-aws-7\.0\.0:4\.10|cis-aws-[\d.]+:[56]\.[67])$/;

test.each(FAMILIES)('the checks of %s name the same requirements', (family) => {
  const members = CATALOGUE.filter(({ id }) =>
    typeof family === 'string' ? id.startsWith(family) : family.test(id),
  );
  expect(members.length).toBeGreaterThan(1);
  const lists = members.map(({ controls }) =>
    controls.filter((control) => !ABOUT_ONE.test(control)).toSorted(),
  );
  for (const list of lists) expect(list).toEqual(lists[0]);
});
