import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aFinding, anAssessment } from './builders/finding.ts';
import { hasChromium, launchChromium, OpenedReport } from './report-in-browser.ts';
import { sampleAssessment } from './sample-assessment.ts';

const sample = await sampleAssessment();
const found = sample.findings.find(
  ({ check, status }) => check === 'network-internet-exposure-sensitive-ports' && status === 'fail',
);
const behind = sample.findings.find(
  ({ check, status }) => check === 'trail-bucket-logging' && status === 'fail',
);
const hostileText = `<img src=x onerror="document.title='owned'">${'A'.repeat(3000)}`;
const hostile = aFinding({
  check: 'network-internet-exposure',
  status: 'fail',
  evidence: {
    exposed: Array.from({ length: 9 }, () => ({
      address: hostileText,
      traffic: hostileText,
      packet: hostileText,
      path: [{ leg: 'forward', kind: hostileText, id: hostileText, says: hostileText, packet: hostileText }],
    })),
  },
});

const hop = { leg: 'forward', says: 'lets it in', packet: 'tcp 198.51.100.1:49152 → 10.0.0.7:22' };
const unsure = aFinding({
  check: 'network-internet-exposure',
  status: 'fail',
  evidence: {
    exposed: [
      {
        address: '203.0.113.7',
        traffic: 'tcp 22',
        verdict: 'unknown',
        packet: hop.packet,
        path: [
          { ...hop, kind: 'internet-gateway', id: 'igw-1' },
          { ...hop, kind: 'network-acl', id: 'acl-1' },
        ],
      },
    ],
  },
});

describe.skipIf(!hasChromium)("a packet's way (skipped where Chromium is absent)", () => {
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

  async function opened(id = found?.id, options = {}): Promise<Page> {
    const page = await report.open(browser, `#finding=${id}`, options);
    pages.push(page);
    await page.locator('#detail .evidence:not([aria-busy])').waitFor();
    return page;
  }

  test('hop by hop, with what decided at each', async () => {
    const page = await opened();
    const hops = page.locator('.packet-way').first().locator('> .hops > .hop');
    expect((await hops.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^Internet [\d.]+:\d+ sends tcp 3306 to [\d.]+$/),
      expect.stringMatching(/^Internet gateway igw-\w+ sends it to the private address 10\./),
      expect.stringMatching(/^Network ACL acl-\w+ ingress rule 100 allows it$/),
      expect.stringMatching(/^Security group sg-\w+ ingress rule tcp 3306 from 0.0.0.0\/0 admits it$/),
      expect.stringMatching(/^Network interface eni-\w+ has the address$/),
    ]);
    expect(await page.locator('.hop.end').count()).toBeGreaterThan(0);
  });

  test('the answer’s way opens by keyboard', async () => {
    const page = await opened();
    const answer = page.locator('.packet-way .answer').first();
    expect(await answer.locator('.hop').first().isVisible()).toBe(false);
    await answer.locator('summary').focus();
    await page.keyboard.press('Enter');
    await answer.locator('.hop', { hasText: 'Route table' }).waitFor();
  });

  test('what is not settled is not drawn as if it were', async () => {
    const other = new OpenedReport(anAssessment([unsure]));
    const page = await other.open(browser, `#finding=${unsure.id}`);
    pages.push(page);
    const unsettled = page.locator('.packet-way', { hasText: 'not settled' }).first();
    await unsettled.locator('summary').first().click();
    expect(await unsettled.locator('.hop').count()).toBeGreaterThan(1);
    expect(await unsettled.locator('.hop.end').count()).toBe(0);
  });

  test('a finding without a packet has no such part', async () => {
    const page = await opened(behind?.id ?? sample.findings.find(({ status }) => status === 'fail')?.id);
    expect(await page.locator('.packet-way').count()).toBe(0);
    expect(await page.getByText('How a packet gets in').count()).toBe(0);
  });

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('%s, %d pixels: accessible, and no wider than the page', async (colorScheme, width) => {
    const page = await opened(found?.id, { colorScheme, viewport: { width, height: 900 } });
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations: all } = await (globalThis as unknown as { axe: typeof axe }).axe.run('#detail');
      return all.map(({ id, help }) => `${id}: ${help}`);
    });
    expect(violations).toEqual([]);
    expect(await page.locator('.detail-body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(
      0,
    );
  });

  test('hostile evidence stays text', async () => {
    const other = new OpenedReport(anAssessment([hostile]));
    const page = await other.open(browser, `#finding=${hostile.id}`, {
      viewport: { width: 390, height: 900 },
    });
    pages.push(page);
    await page.locator('.packet-way').first().waitFor();
    expect(await page.locator('.packet-way').count()).toBe(6);
    expect(await page.locator('#detail img').count()).toBe(0);
    expect(await page.title()).toMatch(/^Rampart: /);
    expect(await page.locator('.detail-body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(
      0,
    );
    expect(other.troubles).toEqual([]);
  });
});
