import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import { aFinding, anAssessment } from './builders/finding.ts';
import { hasChromium, launchChromium, moved, OpenedReport } from './report-in-browser.ts';
import { sampleAssessment } from './sample-assessment.ts';

const sample = await sampleAssessment();
const hostileName = `<img src=x onerror="document.title='owned'">${'A'.repeat(3000)}`;

function reached(vpc: number, row: number, name = `i-${vpc}-${row}`): Finding {
  const traffic = row % 2 === 0 ? 'tcp 22' : `tcp ${9000 + (row % 20)}`;
  return aFinding({
    id: `f${vpc}-${row}`,
    check: 'network-internet-exposure-admin-ports',
    status: 'fail',
    severity: 'critical',
    evidence: {
      vpcId: `vpc-${vpc}`,
      subnetId: `subnet-${row % 3}`,
      instanceId: name,
      exposed: [{ address: '203.0.113.1', networkInterfaceId: `eni-${vpc}-${row}`, traffic, share: 0.862 }],
    },
  });
}

const large = anAssessment(
  Array.from({ length: 200 }, (_, vpc) => Array.from({ length: 20 }, (__, row) => reached(vpc, row))).flat(),
);

describe.skipIf(!hasChromium)('what the internet reaches (skipped where Chromium is absent)', () => {
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

  async function opened(options = {}, of = report): Promise<Page> {
    const page = await of.open(browser, '#view=network', options);
    pages.push(page);
    return page;
  }

  test('the section alone is shown, and a cell leads to its finding and back', async () => {
    const page = await opened();
    expect(await page.locator('main > section:visible').count()).toBe(1);
    const row = page.locator('.reached tr', { hasText: 'RDSNetworkInterface orders' });
    const cell = row.locator('td.critical').first();
    expect((await cell.innerText()).replace(/\s+/g, ' ')).toBe('everyone critical');
    await moved(page, () => cell.getByRole('link').click());
    expect(await page.locator('#detail .summary').textContent()).toContain('RDSNetworkInterface orders');
    await page.locator('.packet-way').first().waitFor();
    await moved(page, () => page.goBack());
    await cell.waitFor();
  });

  test('groups that are open and not reached stand below, with the reason', async () => {
    const page = await opened();
    const row = page.locator('.open-groups tbody tr', { hasText: 'old-vpn' });
    expect(await row.innerText()).toContain('No network interface that was read holds it.');
    expect(await page.locator('.open-groups tbody tr', { hasText: 'admin' }).count()).toBe(0);
  });

  test('what is not known is told apart, with what was not read', async () => {
    const why = 'AccessDenied: ec2:DescribeNetworkAcls';
    const unsettled: Finding = {
      ...reached(1, 1),
      status: 'unknown',
      unread: [{ status: 'unread', call: 'ec2:DescribeNetworkAcls', why }],
    };
    const other = new OpenedReport(anAssessment([reached(1, 0), unsettled]));
    const page = await opened({}, other);
    expect(await page.locator('.reached-vpc summary').innerText()).toContain('1 interface, 1 not known');
    const cell = page.locator('.reached-vpc td.unknown');
    expect(await cell.allInnerTexts()).toEqual(['not known']);
    const reason = page.locator('.open-groups tbody tr', { hasText: 'ec2:DescribeNetworkAcls' });
    expect(await reason.innerText()).toContain(why);
    await moved(page, () => reason.getByRole('link').click());
    await page.locator('#detail .summary').waitFor();
    expect(other.troubles).toEqual([]);
  });

  test('200 VPCs are shut, and open by keyboard', async () => {
    const many = new OpenedReport(large);
    expect(many.bytes).toBeLessThan(1_500_000);
    const page = await opened({}, many);
    expect(await page.locator('table.reached').first().locator('tbody tr').count()).toBe(200);
    const card = page.locator('.reached-vpc').first();
    expect(await card.locator('table').isVisible()).toBe(false);
    await card.locator('summary').focus();
    await page.keyboard.press('Enter');
    await card.locator('table').waitFor();
    expect(await card.locator('tbody').count()).toBe(3);
    expect(await page.getByText('VPCs more').count()).toBe(1);
    expect(many.troubles).toEqual([]);
  });

  test.each([1440, 390])('at %d pixels the page is no wider, and hostile names stay text', async (width) => {
    const other = new OpenedReport(anAssessment([reached(1, 0, hostileName)]));
    const viewport = { width, height: 900 };
    for (const page of [await opened({ viewport }), await opened({ viewport }, other)]) {
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
      expect(await page.locator('main img').count()).toBe(0);
      expect(await page.title()).toMatch(/^Rampart: /);
    }
    expect(other.troubles).toEqual([]);
  });

  test('without a script it is all there', async () => {
    const page = await opened({ javaScriptEnabled: false });
    await page.locator('.reached').first().waitFor();
  });
});
