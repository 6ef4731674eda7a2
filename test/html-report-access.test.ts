import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { variedAssessment } from '../lab/varied-assessment.ts';
import { REQUIREMENT_STATES } from '../src/model/compliance.ts';
import { isOpenFailure } from '../src/model/finding.ts';
import { aFramework, aRequirement } from './builders/compliance.ts';
import { hasChromium, launchChromium, OpenedReport } from './report-in-browser.ts';
import { sampleAssessment } from './sample-assessment.ts';

const frameworks = [
  aFramework([
    ...REQUIREMENT_STATES.map((state) => aRequirement({ id: state, title: state, state })),
    aRequirement({ id: '1', title: 'Failing', state: 'not-met', fail: 3, worst: 'critical', why: 'So.' }),
    aRequirement({ id: '2', title: 'Alone', state: 'not-covered', checks: [], note: 'People.' }),
  ]),
];
const varied = variedAssessment({ base: await sampleAssessment(), findings: 1500 });
const assessment = { ...varied, frameworks };
const first = assessment.findings.find(isOpenFailure);

/** https://www.w3.org/TR/WCAG22/ as far as axe can tell, contrast among it. */
const RULES = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;

describe.skipIf(!hasChromium)('the report is accessible (skipped where Chromium is absent)', () => {
  let browser: Browser;
  const report = new OpenedReport(assessment);

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  const themes = ['light', 'dark'] as const;
  const widths = [1440, 390] as const;
  const hashes = [
    '',
    '#view=findings',
    '#status=any&group=none',
    `#finding=${first?.id}`,
    '#view=network',
    '#view=exposure',
    '#view=escalations',
    '#view=compliance',
    '#view=coverage',
    '#view=suppressions',
  ];
  const all = themes.flatMap((theme) =>
    widths.flatMap((width) => hashes.map((hash) => [theme, width, hash] as const)),
  );

  test.each(all)('%s, %d pixels, %s', async (colorScheme, width, hash) => {
    const page = await report.open(browser, hash, {
      colorScheme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    });
    await page.evaluate(axe.source);
    const found = await page.evaluate(async (runOnly) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { ...runOnly, values: [...runOnly.values] },
      });
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        at: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
      }));
    }, RULES);
    expect(found).toEqual([]);
    await page.close();
  });

  test('who wants less motion gets none', async () => {
    const page = await report.open(browser, `#finding=${first?.id}`, { reducedMotion: 'reduce' });
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.close();
  });

  test('what has the focus is seen', async () => {
    const page = await report.open(browser, '#view=findings');
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
      );
      expect(outline).not.toBe('none');
    }
    await page.close();
  });
});
