import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { variedAssessment } from '../lab/varied-assessment.ts';
import { htmlOutput } from '../src/app/html-output.ts';
import { isOpenFailure } from '../src/model/finding.ts';
import { hasChromium, launchChromium, OpenedReport } from './report-in-browser.ts';
import { sampleAssessment } from './sample-assessment.ts';

const base = await sampleAssessment();

test('a report of 200 findings is small', () => {
  const text = [...htmlOutput(variedAssessment({ base, findings: 200 }))].join('');
  expect(text.length).toBeLessThan(500_000);
});

describe.skipIf(!hasChromium)('a report of 100,000 findings (skipped where Chromium is absent)', () => {
  const assessment = variedAssessment({ base, findings: 100_000 });
  const open = assessment.findings.filter(isOpenFailure);
  const report = new OpenedReport(assessment);
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test('its file is below 15 MB', () => {
    expect(report.bytes).toBeLessThan(15_000_000);
  });

  test('shows, filters, searches and scrolls, with few lines in the document', async () => {
    const page = await report.open(browser, '#view=findings');
    const shown = (): Promise<string | null> => page.locator('.shown b').textContent();
    const lines = (): Promise<number> => page.locator('.lines > .line').count();
    expect(await shown()).toBe(open.length.toLocaleString('en-US'));
    expect(await lines()).toBeLessThan(80);
    await page.locator('.facet-severity label').first().click();
    const critical = open.filter((each) => each.severity === 'critical');
    expect(await shown()).toBe(critical.length.toLocaleString('en-US'));
    await page.fill('#search', 'snapshot public');
    const found = critical.filter((each) => {
      const text = [
        each.summary,
        each.resource.arn,
        each.resource.name,
        each.resource.type,
        each.check,
        each.title,
      ]
        .join(' ')
        .toLowerCase();
      return text.includes('snapshot') && text.includes('public');
    });
    await expect.poll(shown).toBe(found.length.toLocaleString('en-US'));

    await page.goto(`${page.url().split('#')[0]}#status=any&group=none&sort=-account`);
    expect(await shown()).toBe('100,000');
    await page.locator('#grid').press('End');
    const [last = ''] = assessment.accounts.map((each) => each.name ?? '').sort();
    await expect.poll(() => page.locator('.lines .line.active').textContent()).toContain(last);
    expect(await lines()).toBeLessThan(80);
    await page.close();
    expect(report.troubles).toEqual([]);
  });

  test('evidence of the very last finding is there', async () => {
    const last = assessment.findings.findLast((each) => each.status === 'fail');
    const page = await report.open(browser, `#finding=${last?.id}`);
    await page.locator('.evidence:not([aria-busy])').waitFor();
    const json = await page.locator('.evidence pre').textContent();
    expect(JSON.parse(json ?? '')).toEqual(last?.evidence);
    await page.close();
  });
});
