import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileAssessment, hostileSample } from '../../../test/hostile-assessment.ts';
import { SMALL_ASSESSMENT, SMALL_CHECKS } from '../../../test/small-assessment.ts';
import { HAS_SARIF_MULTITOOL, SARIF_MULTITOOL, SARIF_SCHEMA } from '../../../test/validators/validators.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Finding } from '../../model/finding.ts';
import { CATALOGUE } from '../../practices/catalogue.ts';
import { sarifReport, sarifReports } from './sarif-report.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
  readonly locations: readonly [
    {
      readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      readonly logicalLocations: readonly [{ readonly fullyQualifiedName: string; readonly kind: string }];
    },
  ];
}

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly { readonly id: string; readonly help: { readonly markdown: string } }[];
      };
    };
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly [
      {
        readonly executionSuccessful: boolean;
        readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
      },
    ];
    readonly results: readonly Result[];
  }[];
}

function textOf(assessment: Assessment): string {
  return [...sarifReport(assessment, SMALL_CHECKS)].join('');
}

function logOf(assessment: Assessment): Log {
  return JSON.parse(textOf(assessment)) as Log;
}

function resultsOf(assessment: Assessment): readonly Result[] {
  return logOf(assessment).runs.flatMap((run) => run.results);
}

/** Fingerprints as they are: spread over all their values. */
function manyFindings(count: number): readonly Finding[] {
  const [base] = SMALL_ASSESSMENT.findings;
  return Array.from({ length: count }, (_, index) => ({
    ...base!,
    id: `${Math.imul(index, 2654435761).toString(16).replace('-', '').padStart(8, '0')}${index.toString(16).padStart(12, '0')}`,
  }));
}

test('a failure has its level, an unknown is open, a pass passes, a suppressed one says why', () => {
  const results = resultsOf(SMALL_ASSESSMENT);
  const of = (bucket: string, rule = 'bucket-not-open'): Result | undefined =>
    results.find(
      (each) =>
        each.ruleId === rule &&
        each.locations[0].logicalLocations[0].fullyQualifiedName.endsWith(`:${bucket}`),
    );
  expect(of('closed')).toMatchObject({ kind: 'pass', level: 'none' });
  expect(of('closed', 'bucket-versioned')).toMatchObject({ kind: 'fail', level: 'note' });
  expect(of('unread')).toMatchObject({
    kind: 'open',
    level: 'none',
    message: { text: /^Not known: s3:GetBucketAcl/ },
  });
  expect(of('open')).toMatchObject({
    kind: 'fail',
    level: 'error',
    suppressions: [{ kind: 'external', justification: 'A website, meant to be <open>.' }],
  });
  expect(results.filter((each) => each.suppressions)).toHaveLength(1);
});

test('the worst come first, and every result names its rule and its finding', () => {
  const { runs } = logOf(SMALL_ASSESSMENT);
  const [run] = runs;
  expect(run?.results[0]).toMatchObject({ kind: 'fail', level: 'error' });
  for (const result of run?.results ?? []) {
    expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
  }
  expect(run?.results.map((each) => each.partialFingerprints['primaryLocationLineHash']).toSorted()).toEqual(
    SMALL_ASSESSMENT.findings.map(({ id }) => `${id}:1`).toSorted(),
  );
});

test('a clean file tells what it is clean of, and an incomplete one that it is', () => {
  const { runs } = logOf({ ...SMALL_ASSESSMENT, findings: [] });
  expect(runs).toHaveLength(1);
  expect(runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(SMALL_CHECKS.map(({ id }) => id));
  expect(runs[0]?.invocations[0].executionSuccessful).toBe(false);
  const said = runs[0]?.invocations[0].toolExecutionNotifications.map((each) => each.message.text) ?? [];
  expect(said.join('\n')).toMatch(/Incomplete: .*\n.*777788889999.*\n.*boom.*\n.*s3:GetBucketAcl/);
});

test('the help of a rule says why, what to do and how', () => {
  const { markdown } = logOf(SMALL_ASSESSMENT).runs[0]?.tool.driver.rules[0]?.help ?? { markdown: '' };
  expect(markdown).toContain('**Why:** Whoever finds an open bucket reads \\*everything\\* in it.');
  expect(markdown).toContain('````sh\naws s3api put-public-access-block --bucket {id}\n````');
  expect(markdown).toContain('````hcl\nresource');
});

describe('past what GitHub shows of a run', () => {
  const findings = manyFindings(12_000);
  const assessment = { ...SMALL_ASSESSMENT, findings };

  test('there are several, each of its own category and within the limit', () => {
    const { runs } = logOf(assessment);
    expect(runs.map((run) => run.automationDetails.id)).toEqual([
      'rampart/',
      'rampart/2/',
      'rampart/3/',
      'rampart/4/',
    ]);
    for (const run of runs) expect(run.results.length).toBeLessThanOrEqual(5_000);
    const ids = runs.flatMap((run) =>
      run.results.map((each) => each.partialFingerprints['rampartFindingId/v1']),
    );
    expect(ids).toHaveLength(findings.length);
    expect(new Set(ids)).toEqual(new Set(findings.map(({ id }) => id)));
  });

  test('a finding stays in its run when others are mended', () => {
    const runOf = (log: Log): ReadonlyMap<string, string> =>
      new Map(
        log.runs.flatMap((run) =>
          run.results.map((each) => [
            each.partialFingerprints['rampartFindingId/v1'] ?? '',
            run.automationDetails.id,
          ]),
        ),
      );
    const before = runOf(logOf(assessment));
    const after = runOf(logOf({ ...assessment, findings: findings.filter((_, index) => index % 10 !== 0) }));
    for (const [id, run] of after) expect(before.get(id)).toBe(run);
  });

  test('no more than ten runs go into a file', () => {
    const files = sarifReports({ ...SMALL_ASSESSMENT, findings: manyFindings(70_000) }, SMALL_CHECKS);
    const logs = files.map((pieces) => JSON.parse([...pieces].join('')) as Log);
    expect(logs.map((log) => log.runs.length)).toEqual([10, 6]);
    expect(new Set(logs.flatMap((log) => log.runs.map((run) => run.automationDetails.id))).size).toBe(16);
  });
});

test('hostile names are text: no link, no placeholder, no path that leads elsewhere', () => {
  fc.assert(
    fc.property(hostileAssessment(), (assessment) => {
      const text = textOf(assessment);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(JSON.stringify(JSON.parse(text))).not.toMatch(/[^\\](?:\\\\)*\\ud[89a-f]/);
      const { runs } = JSON.parse(text) as Log;
      for (const result of runs.flatMap((run) => run.results)) {
        expect(result.message.text.replace(/\\[\\[\]]|\{\{|\}\}/g, '')).not.toMatch(/[[\]{}]/);
        const { uri } = result.locations[0].physicalLocation.artifactLocation;
        expect(uri).toMatch(/^aws\/[\w.~%-]+\/[\w.~%-]+\/[\w.~%-]+\/[\w.~%-]+$/);
        expect(new URL(uri, 'file:///base/').pathname).toBe(`/base/${uri}`);
      }
    }),
    { numRuns: 60 },
  );
});

describe.skipIf(!HAS_SARIF_MULTITOOL)(
  'the official schema and GitHub’s rules (skipped until npm run validators)',
  () => {
    const everything = {
      ...SMALL_ASSESSMENT,
      findings: [...SMALL_ASSESSMENT.findings, ...manyFindings(6_000)],
    };
    const assessments: readonly (readonly [string, Assessment])[] = [
      ['one of everything', SMALL_ASSESSMENT],
      ['hostile names', hostileSample({ ours: true })],
      ['nothing', { ...SMALL_ASSESSMENT, findings: [], errors: [] }],
      ['several runs', everything],
    ];

    test.each(assessments)('the schema holds with %s', (_what, assessment) => {
      const valid = compiled();
      expect(valid(logOf(assessment)), JSON.stringify(valid.errors)).toBe(true);
    });

    test('the schema holds with every check of the catalogue', () => {
      const checks = CATALOGUE.map(({ id }) => id);
      const text = [...sarifReport({ ...SMALL_ASSESSMENT, checks, findings: [] }, CATALOGUE)].join('');
      const valid = compiled();
      expect(valid(JSON.parse(text)), JSON.stringify(valid.errors)).toBe(true);
      expect(faultsOf(text)).toEqual([]);
    });

    test.each(assessments.slice(0, 3))('the rules hold with %s', (_what, assessment) => {
      expect(faultsOf(textOf(assessment))).toEqual([]);
    });

    test('they would tell what is wrong', () => {
      const valid = compiled();
      const log = textOf(SMALL_ASSESSMENT);
      expect(valid(JSON.parse(log.replaceAll('"kind":"open"', '"kind":"perhaps"')))).toBe(false);
      expect(faultsOf(log.replaceAll('"uri":"aws/', '"url":"aws/'))).not.toEqual([]);
    });

    function compiled(): ValidateFunction {
      const ajv = new Ajv2020({ strict: false });
      formats.default(ajv);
      return ajv.compile(JSON.parse(readFileSync(SARIF_SCHEMA, 'utf8')) as object);
    }

    /** But for SARIF2005, which wants an address on the web, and notes. */
    function faultsOf(log: string): readonly string[] {
      const folder = mkdtempSync(join(tmpdir(), 'rampart-sarif-'));
      const [file, output] = [join(folder, 'a.sarif'), join(folder, 'out.sarif')];
      writeFileSync(file, log);
      try {
        execFileSync(SARIF_MULTITOOL, [
          'validate',
          file,
          '--rule-kind',
          'Sarif;Ghas',
          '--output',
          output,
          '--quiet',
        ]);
      } catch {
        // Faults end it with 1; what they are is in the output.
      }
      const found = (JSON.parse(readFileSync(output, 'utf8')) as Log).runs[0]?.results ?? [];
      const faults = found.filter(({ ruleId, level }) => level !== 'note' && ruleId !== 'SARIF2005');
      return faults.map((each) => JSON.stringify(each));
    }
  },
);
