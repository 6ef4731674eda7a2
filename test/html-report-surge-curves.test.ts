import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { surgeCurves } from '../src/practices/surge-curves.ts';
import { simulate } from '../src/scaling/simulate.ts';
import { aFinding, anAssessment } from './builders/finding.ts';
import { trackedGroup } from './builders/scaling-group.ts';
import { hasChromium, launchChromium, OpenedReport } from './report-in-browser.ts';

const surge = { kind: 'burst', base: 475, peak: 4750, start: 600, rise: 300, hold: 1800, fall: 300 } as const;
const run = (maxSize: number) =>
  surgeCurves(simulate({ group: trackedGroup({ maxSize }), load: surge, duration: 170 * 60, seed: 1 }));

const found = aFinding({
  check: 'asg-absorbs-surge',
  status: 'fail',
  evidence: {
    seed: 1,
    bindingLimit: 'max-size',
    curves: run(20),
    smallestChange: { changes: [{ setting: 'maxSize', from: '20', to: '80' }], curves: run(80) },
  },
});
const hostile = aFinding({
  id: 'a'.repeat(20),
  check: 'asg-scales-in',
  status: 'fail',
  evidence: { curves: { minutesEach: 1, load: ['<img src=x>'], capacity: [1], lost: [1], inService: [1] } },
});
const without = aFinding({
  id: 'b'.repeat(20),
  check: 'asg-headroom',
  status: 'fail',
  evidence: { maxSize: 4 },
});

describe.skipIf(!hasChromium)("a surge's curves (skipped where Chromium is absent)", () => {
  let browser: Browser;
  const report = new OpenedReport(anAssessment([found, hostile, without]));
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(report.troubles.splice(0)).toEqual([]);
  });

  async function opened(id: string, options = {}): Promise<Page> {
    const page = await report.open(browser, `#finding=${id}`, options);
    pages.push(page);
    await page.locator('#detail .evidence:not([aria-busy])').waitFor();
    return page;
  }

  test('the group as it is, and with the change that suffices', async () => {
    const page = await opened(found.id);
    expect(await page.locator('.curves figcaption').allInnerTexts()).toEqual([
      'As the group is',
      'With the smallest change that suffices',
    ]);
    const said = await page.locator('.curves svg').first().getAttribute('aria-label');
    expect(said).toBe(
      'As the group is: up to 4,750 requests a second, 2,000 could be served at most, up to 3,032.7 are lost, 20 instances serve at most.',
    );
    const loads = page.locator('.curves polyline.load');
    expect((await loads.first().getAttribute('points'))?.split(' ')).toHaveLength(85);
    expect(await page.locator('.scale.below').first().innerText()).toMatch(/^0\s+85\s+170 min$/);
  });

  test('the curves are in the JSON, and not a second time in the list of the evidence', async () => {
    const page = await opened(found.id);
    expect(await page.locator('.evidence > dl dt').allInnerTexts()).not.toContain('curves');
    expect(await page.locator('.evidence pre').textContent()).toContain('"curves"');
  });

  test('lines have the colours of the theme', async () => {
    const colours = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const page = await opened(found.id, { colorScheme });
        return page
          .locator('.curves .load')
          .first()
          .evaluate((line) => getComputedStyle(line).stroke);
      }),
    );
    expect(colours[0]).not.toBe(colours[1]);
  });

  test('evidence that is no curve is shown as it is, and none draws nothing', async () => {
    for (const { id } of [hostile, without]) {
      const page = await opened(id);
      expect(await page.locator('.curves').count()).toBe(0);
      expect(await page.locator('#detail img').count()).toBe(0);
      expect(await page.getByText('The surge, simulated').count()).toBe(0);
    }
  });

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('%s, %d pixels: accessible, and no wider than the page', async (colorScheme, width) => {
    const page = await opened(found.id, { colorScheme, viewport: { width, height: 900 } });
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations: all } = await (globalThis as unknown as { axe: typeof axe }).axe.run('#detail');
      return all.map(({ id, help }) => `${id}: ${help}`);
    });
    expect(violations).toEqual([]);
    expect(await page.locator('.detail-body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(
      0,
    );
    const shots = process.env['RAMPART_SCREENSHOTS'];
    if (shots) {
      await page.locator('.curves').first().scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${shots}/curves-${colorScheme}-${width}.png` });
    }
  });
});
