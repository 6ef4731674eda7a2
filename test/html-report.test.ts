import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../src/assess/assess.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import { htmlReport } from '../src/report/html/html-report.ts';
import { aBucket } from './builders/s3.ts';
import { snapshotOf } from './inventory-of.ts';

const CHROMIUM = '/usr/bin/chromium';
const HOSTILE = '</script><img src=x onerror="document.title=\'owned\'"><!--\u2028"\'`=1+1';

const folder = mkdtempSync(join(tmpdir(), 'rampart-html-'));
const file = join(folder, 'report.html');
const hostile = Array.from({ length: 250 }, (_, index) =>
  aBucket({ id: `bucket-${index}`, name: `${HOSTILE}${index}`, tags: { [HOSTILE]: HOSTILE } }),
);
writeFileSync(
  file,
  htmlReport(assess(snapshotOf({ resources: hostile, denied: ['AWS::EC2::VPC'] }), { checks: CATALOGUE })),
);

describe.skipIf(!existsSync(CHROMIUM))('the report in a browser (skipped where Chromium is absent)', () => {
  let browser: Browser;
  const troubles: string[] = [];

  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
  });
  afterAll(() => browser.close());

  async function open(hash = '', options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) troubles.push(`request for ${request.url()}`);
    });
    await page.goto(`${pathToFileURL(file).href}${hash}`);
    return page;
  }

  test('shows failures by check, worst first, and opens a finding by keyboard', async () => {
    const page = await open();
    const severities = await page.locator('details.check .severity').allTextContents();
    const order = ['critical', 'high', 'medium', 'low', 'info'];
    expect(severities.map((each) => order.indexOf(each))).toEqual(
      severities.map((each) => order.indexOf(each)).toSorted((a, b) => a - b),
    );
    await page.locator('details.check > summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('details.finding > summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details.finding[open] dd').first().textContent()).toMatch(/^arn:aws:/);
    await page.close();
  });

  test('draws a long list by chunks', async () => {
    const page = await open('#status=fail&text=s3-bucket-versioning');
    await page.locator('details.check > summary').first().click();
    expect(await page.locator('details.finding').count()).toBe(100);
    await page.getByRole('button', { name: /Show more/ }).click();
    expect(await page.locator('details.finding').count()).toBe(200);
    await page.close();
  });

  test('filters, and keeps the choice in the address', async () => {
    const page = await open();
    await page.selectOption('#status', 'unknown');
    await page.fill('#text', 'vpc-flow-logs');
    await expect.poll(() => page.locator('#count').textContent()).toMatch(/^1 findings of 1 checks/);
    expect(page.url()).toContain('status=unknown');
    const again = await open(new URL(page.url()).hash);
    expect(await again.locator('details.check .title').allTextContents()).toHaveLength(1);
    await page.close();
    await again.close();
  });

  test('a practice in the table leads to its findings', async () => {
    const page = await open();
    await page.locator('[data-practice="12"]').click();
    await expect.poll(() => page.inputValue('#practice')).toBe('12');
    await page.close();
  });

  test.each(['light', 'dark'] as const)('fits a phone and follows the system: %s', async (colorScheme) => {
    const page = await open('', { viewport: { width: 360, height: 740 }, colorScheme });
    await page.locator('details.check > summary').first().click();
    const { scroll, client, ground } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
      ground: getComputedStyle(document.body).backgroundColor,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
    const brightness = Number(/\d+/.exec(ground)?.[0]);
    expect(brightness > 128).toBe(colorScheme === 'light');
    await page.close();
  });

  test('hostile names are text, and nothing leaves the page', async () => {
    const page = await open('#status=');
    for (const check of await page.locator('details.check > summary').all()) await check.click();
    expect(await page.title()).toMatch(/^Rampart: /);
    expect(await page.locator('img').count()).toBe(0);
    await page.close();
    expect(troubles).toEqual([]);
  });
});
