import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../src/model/assessment.ts';
import { unread } from '../src/model/reading.ts';
import { HOSTILE, printable } from '../src/report/printable.ts';
import { aFinding, anAssessment } from './builders/finding.ts';
import { hasChromium, launchChromium, OpenedReport } from './report-in-browser.ts';

const ATTACKS = [
  '</script><script>document.title="owned"</script><!--',
  '<img src=x onerror="document.title=\'owned\'">"\'><svg onload=alert(1)>',
  '</style></title></textarea><iframe srcdoc="<script>top.document.title=1</script>">',
  'javascript:document.title="owned"',
  '=HYPERLINK("https://evil.example","pay")',
  '\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u009b2J',
  'invoice\u202excod.exe\u2066\u200b\u2028\ufeff',
  'nul\u0000\u0001\u0006\u0002byte',
  'emoji 🚚👩‍👩‍👧 عربى משאית',
  'lone \ud800 and \udc00 surrogates',
  `long ${'A'.repeat(10_000)}`,
  'very-long-name/'.repeat(700),
  '__proto__',
  '${1+1}{{7*7}}&amp;&lt;b&gt;',
];

const PLACES: readonly (readonly [name: string, hash: string, options: BrowserContextOptions])[] = [
  ['overview', '', {}],
  ['findings', '#view=findings&status=any', {}],
  ['coverage', '#view=coverage', {}],
  ['suppressions', '#view=suppressions', {}],
  ['phone', '#view=findings&status=any', { viewport: { width: 390, height: 844 } }],
  ...ATTACKS.map((attack): readonly [string, string, BrowserContextOptions] => [
    `address ${printable(attack.slice(0, 30))}`,
    `#${new URLSearchParams({ status: 'any', account: attack, text: attack, turn: attack, finding: attack, view: attack })}`,
    {},
  ]),
];

/** The attack in every field that other people fill. */
function attacked(): Assessment {
  const findings = ATTACKS.map((attack, index) =>
    aFinding({
      id: index.toString(16).padStart(20, '0'),
      account: attack,
      region: attack,
      summary: `Bucket ${attack} is ${attack}.`,
      title: attack,
      check: attack,
      controls: [`${attack}:1.1`],
      remediation: attack,
      status: index % 3 === 1 ? 'unknown' : 'fail',
      severity: 'critical',
      resource: { type: attack, id: attack, arn: attack, name: attack, tags: { [attack]: attack } },
      evidence: { [attack]: [attack, { [attack]: attack }], list: [{ a: attack }, { a: attack }] },
      unread: index % 3 === 1 ? [unread(attack, attack)] : [],
      ...(index % 3 === 2 ? { suppressed: { rule: attack, reason: attack, expires: null } } : {}),
    }),
  );
  const base = anAssessment(findings);
  const [attack = ''] = ATTACKS;
  return {
    ...base,
    tool: { name: attack, version: attack },
    source: attack,
    coverage: {
      ...base.coverage,
      complete: false,
      incompleteReason: ATTACKS.join(' '),
      regions: ATTACKS,
      denied: ATTACKS.map((each) => ({ call: each, account: each, regions: [each], failed: 1, why: each })),
      skipped: ATTACKS.map((each) => ({ account: each, region: each, why: each })),
      notEntered: ATTACKS.map((each) => ({ account: each, roleArn: each, why: each })),
    },
    suppressions: ATTACKS.map((each) => ({
      rule: each,
      reason: each,
      expires: null,
      state: 'active',
      findings: 1,
    })),
    errors: ATTACKS.map((each) => ({ check: each, resource: each, message: each })),
  };
}

describe.skipIf(!hasChromium)('hostile names in the report (skipped where Chromium is absent)', () => {
  let browser: Browser;
  const report = new OpenedReport(attacked());

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test.each(PLACES)('%#: %s: are text, harm nothing and fit', async (_, hash, options) => {
    const page = await report.open(browser, hash, options);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const seen = await page.evaluate(() => ({
      title: document.title,
      tags: [...new Set([...document.body.querySelectorAll('*')].map((node) => node.localName))],
      text: document.body.innerText,
      handlers: document.querySelectorAll('[onerror],[onload],[onclick],[srcdoc]').length,
      links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
      isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }));
    expect(seen.title).toMatch(/^Rampart: /);
    for (const tag of ['img', 'svg', 'iframe', 'object', 'form', 'style'])
      expect(seen.tags).not.toContain(tag);
    expect(seen.handlers).toBe(0);
    expect(seen.links.filter((link) => !link.startsWith('#'))).toEqual([]);
    expect(seen.isTooWide).toBe(false);
    expect(seen.text.replaceAll('\n', '').replaceAll('\t', '').search(HOSTILE)).toBe(-1);
    await page.close();
    expect(report.troubles.splice(0)).toEqual([]);
  });

  test.each(ATTACKS.map((attack, index) => [printable(attack.slice(0, 30)), index] as const))(
    'the detail of %s',
    async (_, index) => {
      const page = await report.open(browser, `#finding=${index.toString(16).padStart(20, '0')}&status=any`);
      const detail = page.locator('#detail');
      await detail.locator('.evidence:not([aria-busy])').waitFor();
      expect(await page.title()).toMatch(/^Rampart: /);
      expect(await detail.locator('img, svg, iframe, script').count()).toBe(0);
      const [from, to] = await detail.evaluate((node) => [node.clientWidth, node.scrollWidth]);
      expect(to).toBeLessThanOrEqual(from ?? 0);
      expect(((await detail.innerText()) ?? '').replaceAll(/[\n\t]/g, '').search(HOSTILE)).toBe(-1);
      await page.close();
      expect(report.troubles.splice(0)).toEqual([]);
    },
  );

  test('the file names no address, and its policy admits nothing but its own script and style', async () => {
    const page = await report.open(browser);
    const policy = await page.locator('meta[http-equiv]').getAttribute('content');
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+';/,
    );
    expect(policy).not.toContain('unsafe');
    const blocked = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'document.title = "owned"';
        document.body.append(script);
      } catch (error) {
        return String(error);
      }
      return document.title;
    });
    expect(blocked).toContain('TrustedScript');
    await page.close();
    report.troubles.splice(0);
  });
});
