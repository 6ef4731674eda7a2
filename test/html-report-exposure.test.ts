import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aFinding, anAssessment } from './builders/finding.ts';
import { hasChromium, launchChromium, moved, OpenedReport } from './report-in-browser.ts';
import { sampleAssessment } from './sample-assessment.ts';

const sample = await sampleAssessment();
const hostileName = `<img src=x onerror="document.title='owned'">${'A'.repeat(3000)}`;
const hostile = aFinding({
  check: 's3-bucket-not-public-read',
  resource: { type: 'AWS::S3::Bucket', id: hostileName, arn: 'arn:aws:s3:::x', name: null, tags: null },
  evidence: {
    ways: [
      {
        operation: 'read',
        layers: [{ layer: hostileName, state: 'grants', says: hostileName }],
        request: { principal: '*', action: 's3:GetObject', resource: hostileName },
      },
    ],
  },
});

describe.skipIf(!hasChromium)('who gets into what (skipped where Chromium is absent)', () => {
  let browser: Browser;
  const report = new OpenedReport(sample);
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(report.troubles.splice(0)).toEqual([]);
  });

  async function opened(hash = '#view=exposure', options = {}): Promise<Page> {
    const page = await report.open(browser, hash, options);
    pages.push(page);
    return page;
  }

  test('the section alone is shown, and a way leads to its finding and back', async () => {
    const page = await opened('');
    await moved(page, () => page.getByRole('link', { name: /^Exposure/ }).click());
    expect(await page.locator('main > section:visible').count()).toBe(1);
    const card = page.locator('.exposed', { hasText: 'harbourline-website' }).first();
    expect(await card.locator('.layer').allInnerTexts()).toEqual([
      expect.stringContaining('Block Public Access of the account'),
      expect.stringContaining('Block Public Access of the bucket'),
      expect.stringContaining('statement 1'),
      'gets in',
    ]);
    await moved(page, () => card.getByRole('link', { name: 'finding' }).click());
    expect(await page.locator('#detail .summary').textContent()).toContain('harbourline-website');
    await moved(page, () => page.goBack());
    await card.waitFor();
  });

  test.each([1440, 390])('at %d pixels no line is cut and the page is no wider', async (width) => {
    const page = await opened('#view=exposure', { viewport: { width, height: 900 } });
    const hostileReport = new OpenedReport(anAssessment([hostile]));
    const other = await hostileReport.open(browser, '#view=exposure', { viewport: { width, height: 900 } });
    pages.push(other);
    for (const each of [page, other])
      expect(
        await each.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
    expect(await other.title()).toMatch(/^Rampart: /);
    expect(await other.locator('main img').count()).toBe(0);
    expect(hostileReport.troubles).toEqual([]);
  });

  test('cards shut and open by keyboard', async () => {
    const page = await opened();
    const first = page.locator('.exposed').first();
    await first.locator('summary').focus();
    await page.keyboard.press('Enter');
    await first.locator('.layers').first().waitFor({ state: 'hidden' });
  });

  test('on paper and without a script it is all there', async () => {
    const page = await opened('#view=coverage');
    await page.emulateMedia({ media: 'print' });
    await page.locator('.exposed').first().waitFor();
    const plain = await opened('#view=exposure', { javaScriptEnabled: false });
    await plain.locator('.exposed').first().locator('.layer').first().waitFor();
  });
});
