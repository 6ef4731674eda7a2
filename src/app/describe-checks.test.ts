import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../practices/catalogue.ts';
import type { Check } from '../practices/check.ts';
import { checkJsonSchema } from '../report/json/check-schema.ts';
import { type CheckFilter, checkList, checkListJson, checkPage, checkPageJson } from './describe-checks.ts';
import { UsageError } from './errors.ts';

const ALL: CheckFilter = { practices: [], severities: [], controls: [] };

function listed(filter: Partial<CheckFilter>): readonly string[] {
  return (JSON.parse(checkListJson({ ...ALL, ...filter })) as readonly Check[]).map((each) => each.id);
}

const idsWhere = (is: (check: Check) => boolean): readonly string[] =>
  CATALOGUE.filter(is).map((each) => each.id);

test('lists every check, or those of a practice, a severity, a framework or a requirement', () => {
  expect(listed({})).toEqual(CATALOGUE.map((each) => each.id));
  expect(listed({ practices: [3, 7] })).toEqual(idsWhere(({ practice }) => practice === 3 || practice === 7));
  expect(listed({ severities: ['critical'] })).toEqual(idsWhere(({ severity }) => severity === 'critical'));
  expect(listed({ controls: ['soc-2'] })).toEqual(
    idsWhere(({ controls }) => controls.some((each) => each.startsWith('soc-2:'))),
  );
  const control =
    CATALOGUE.flatMap((each) => each.controls).find((each) => each.startsWith('cis-aws-5.0.0:')) ?? '';
  expect(listed({ controls: [control] })).toEqual(idsWhere(({ controls }) => controls.includes(control)));
  expect(listed({ practices: [3], severities: ['critical'] })).toEqual(
    idsWhere(({ practice, severity }) => practice === 3 && severity === 'critical'),
  );
});

test('leaves out the practices of which nothing is listed, and counts', () => {
  const text = checkList({ ...ALL, practices: [2] });
  expect(text).toMatch(/^2\. The root user is not used\n/);
  expect(text).not.toContain('12. ');
  expect(text).toContain(
    `\n\n${idsWhere(({ practice }) => practice === 2).length} checks. rampart checks show ID`,
  );
});

test('every check is a document of the published schema', () => {
  const valid = new Ajv2020({ strict: false }).compile(checkJsonSchema());
  for (const each of JSON.parse(checkListJson(ALL)) as readonly unknown[])
    expect(valid(each), JSON.stringify(valid.errors)).toBe(true);
  expect(JSON.parse(checkPageJson('s3-bucket-versioning'))).toMatchObject({
    optIn: false,
    page: 'docs/checks/s3-bucket-versioning.md',
  });
});

test('a page has the fix, and says when a check is not run unless asked for', () => {
  const page = checkPage('s3-bucket-versioning');
  expect(page).toMatch(/By the AWS CLI:\n {2}# .*\n {2}aws s3api put-bucket-versioning --bucket \{evidence/);
  expect(page).toContain('By Terraform:\n');
  expect(checkPage('s3-object-acl-sample')).toContain('runs only by --check s3-object-acl-sample');
});

test.each([
  [{ controls: ['cis-aws-9'] }, /there is no framework "cis-aws-9"/],
  [
    { controls: ['cis-aws-5.0.0:99.1'] },
    /^cis-aws-5\.0\.0 has no requirement "99\.1".*rampart frameworks show cis-aws-5\.0\.0\)$/,
  ],
])('%j is refused', (filter, message) => {
  expect(() => checkList({ ...ALL, ...filter })).toThrow(UsageError);
  expect(() => checkList({ ...ALL, ...filter })).toThrow(message);
});
