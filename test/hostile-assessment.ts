import fc from 'fast-check';
import { summaryOf } from '../src/assess/summary.ts';
import type { Assessment } from '../src/model/assessment.ts';
import { FINDING_STATUSES, type Finding, SEVERITIES } from '../src/model/finding.ts';
import type { Practice } from '../src/model/practice.ts';
import { ACCOUNT } from './inventory-of.ts';
import { SMALL_ASSESSMENT } from './small-assessment.ts';

/** What a parser, a spreadsheet, a terminal or a forge could obey. */
const PIECES = [
  '=HYPERLINK("http://evil.example","x")',
  '+1',
  '-2',
  '@SUM(A1)',
  '\uff1d1',
  '\t=1',
  '\r\n# heading\r\n- [x] item\r\n',
  ';,"\'',
  '</script><img src=x onerror=alert(1)>',
  '<!-- --> <![CDATA[ ]]>',
  '&amp;&#60;&#x3c;',
  '\u001b[31m\u001b]8;;http://evil.example\u0007',
  '\u202eabc\u2066\u200b\ufeff',
  '\u0000',
  '\ud800',
  '\udc00',
  '\ufffe\uffff',
  '😀👩‍👩‍👧',
  'مرحبا',
  '| cell |',
  '`code` ``` ~~~',
  '**bold** __x__ ~~y~~ $z$ ^s^',
  '[text](javascript:alert(1)) ![i](http://evil.example/i.png)',
  '[ref]: http://evil.example',
  'https://evil.example/ www.evil.example evil@evil.example',
  '@octocat @org/team #123 GH-1 owner/repo#1 !2 :tada:',
  '\\',
  '\\|',
  '{0} {{ }} ${x} %s %0a',
  '..',
  ' ',
  '',
  'x'.repeat(10_000),
];

const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 })
      .map((all) => all.join('')),
  },
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

export interface HostileOptions {
  /** Checks, accounts and Regions as they are, for readers that insist on that; no stranger names them. */
  readonly ours?: boolean;
}

function finding({ ours = false }: HostileOptions): fc.Arbitrary<Finding> {
  const own = (real: string): fc.Arbitrary<string> => (ours ? fc.constant(real) : text);
  return fc
    .record({
      id: fc.stringMatching(/^[0-9a-f]{20}$/),
      check: own('bucket-not-open'),
      practice: fc.integer({ min: 1, max: 12 }).map((each) => each as Practice),
      status: fc.constantFrom(...FINDING_STATUSES),
      severity: fc.constantFrom(...SEVERITIES),
      account: own(ACCOUNT),
      region: own('eu-west-1'),
      resource: fc.record({
        type: text,
        id: text,
        arn: text,
        name: fc.option(text),
        tags: fc.option(fc.dictionary(text, text, { maxKeys: 3 })),
      }),
      title: text,
      summary: text,
      evidence: fc.dictionary(text, fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.constant(null)), {
        maxKeys: 3,
      }),
      unread: fc.array(fc.record({ status: fc.constant('unread' as const), call: text, why: text }), {
        maxLength: 2,
      }),
      controls: fc.array(text, { maxLength: 3 }),
      remediation: text,
      suppressed: fc.option(
        fc.record({ rule: text, reason: text, expires: fc.constantFrom(null, '2026-12-31') }),
        { freq: 4, nil: undefined },
      ),
    })
    .map(({ suppressed, ...each }) =>
      each.status === 'fail' && suppressed !== undefined ? { ...each, suppressed } : each,
    );
}

/** An assessment in which whatever somebody else could have written is hostile. */
export function hostileAssessment(options: HostileOptions = {}): fc.Arbitrary<Assessment> {
  const { checks } = SMALL_ASSESSMENT;
  return fc
    .record({
      findings: fc.uniqueArray(finding(options), { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
      crash: fc.record({
        check: options.ours ? fc.constant('bucket-not-open') : text,
        resource: text,
        message: text,
      }),
      why: text,
      rule: text,
    })
    .map(({ findings, crash, why, rule }) => ({
      ...SMALL_ASSESSMENT,
      checks: [...checks, ...new Set(findings.map(({ check }) => check))],
      findings,
      summary: summaryOf(findings, findings.length, checks.length),
      errors: [crash],
      coverage: {
        ...SMALL_ASSESSMENT.coverage,
        denied: [{ call: why, account: why, regions: [why], failed: 1, why }],
        notEntered: [{ account: ACCOUNT, roleArn: rule, why }],
        incompleteReason: why,
      },
      suppressions: [{ rule, reason: why, expires: null, state: 'unmatched' as const, findings: 0 }],
    }));
}

/** The same every time, for validators that are too slow to be asked a hundred times. */
export function hostileSample(options: HostileOptions = {}): Assessment {
  const many = fc.sample(hostileAssessment(options), { numRuns: 40, seed: 20261126 });
  const findings = many
    .flatMap((each) => each.findings)
    .filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index);
  return {
    ...(many[0] as Assessment),
    checks: [...new Set(findings.map(({ check }) => check))],
    findings,
    errors: many.flatMap((each) => each.errors),
  };
}
