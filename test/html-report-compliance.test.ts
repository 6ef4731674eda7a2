import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runScan } from '../src/app/scan.ts';
import { hasChromium, launchChromium, moved, OpenedReport } from './report-in-browser.ts';

const assessment = await runScan({
  roleArns: [],
  regions: [],
  excludedRegions: [],
  snapshot: join(import.meta.dirname, '../lab/demo/organisation.snapshot'),
  frameworks: ['cis-aws-5.0.0', 'nist-800-53-r5'],
});
const [cis, nist] = assessment.frameworks ?? [];

describe.skipIf(!hasChromium)('compliance in a browser (skipped where Chromium is absent)', () => {
  let browser: Browser;
  const report = new OpenedReport(assessment);

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test('every requirement is there, by itself, and its failures are one click away', async () => {
    const page = await report.open(browser, '#view=compliance');
    expect(await page.locator('.view:visible').count()).toBe(1);
    const card = page.locator('.framework').first();
    expect(await card.locator('h2').textContent()).toBe('CIS AWS Foundations Benchmark 5.0.0 cis-aws-5.0.0');
    expect(await card.locator('tr[class]').count()).toBe(cis?.requirements.length);
    expect(await page.locator('.framework').nth(1).locator('tr[class]').count()).toBe(
      nist?.requirements.length,
    );
    const row = card.locator('tr', { hasText: 'Default security groups have no rules' });
    const { fail = 0 } = cis?.requirements.find(({ id }) => id === '5.5') ?? {};
    expect(await row.locator('.state').textContent()).toBe('Not met');
    await row.locator('a').first().click();
    expect(await page.locator('.shown b').textContent()).toBe(String(fail));
    await moved(page, () => page.goBack());
    expect(await page.locator('nav [aria-current]').textContent()).toContain('Compliance');
    await page.close();
    expect(report.troubles).toEqual([]);
  });

  test('on a phone nothing is wider than the screen but the table, which scrolls', async () => {
    const page = await report.open(browser, '#view=compliance', { viewport: { width: 390, height: 844 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
    await page.close();
  });
});
