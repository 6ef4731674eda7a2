import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE } from '../src/report/printable.ts';
import { anEscalation } from './builders/escalation-finding.ts';
import { aFinding, anAssessment } from './builders/finding.ts';
import { hasChromium, launchChromium, moved, OpenedReport } from './report-in-browser.ts';
import { sampleAssessment } from './sample-assessment.ts';

const HOSTILE_NAMES = [
  '<img src=x onerror="document.title=\'owned\'">',
  'invoice\u202excod.exe\u2066',
  'nul\u0000byte \ud800',
  'A'.repeat(5000),
];
const short = anEscalation('lena.hoff', ['changes the console password of j.lindqvist']);
const long = anEscalation('tomas.reyes', [
  'assumes chain-a',
  'assumes chain-b',
  'attaches a policy to itself',
]);
const assumed = anEscalation('nils.berg', ['runs a command'], {
  assumes: ['the instance runs the SSM Agent'],
});
const hostile = HOSTILE_NAMES.map((name) => anEscalation(name, [`does ${name}`, name, name, name]));
const assessment = anAssessment([aFinding(), long, assumed, short, ...hostile]);

describe.skipIf(!hasChromium)('ways to an administrator (skipped where Chromium is absent)', () => {
  let browser: Browser;
  const report = new OpenedReport(assessment);
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(report.troubles.splice(0)).toEqual([]);
  });

  async function opened(hash = '#view=escalations', options = {}): Promise<Page> {
    const page = await report.open(browser, hash, options);
    pages.push(page);
    return page;
  }

  const title = (page: Page): Promise<string | null> => page.locator('.way-map title').textContent();
  const chosen = (page: Page): Promise<string | null> => page.locator('#ways .chosen a').textContent();
  const names = (page: Page): Promise<string[]> => page.locator('.way-map .node .name').allTextContents();

  test('the table is ranked, and the map shows its first way', async () => {
    const page = await opened('');
    await moved(page, () => page.getByRole('link', { name: /^Escalation/ }).click());
    const first = await page.locator('#ways tbody tr').first().innerText();
    expect(first).toContain('lena.hoff');
    expect(first).toContain('certain');
    expect(await page.locator('#ways tbody tr').last().innerText()).toContain(
      'if the instance runs the SSM Agent',
    );
    expect(await title(page)).toBe('How lena.hoff becomes an administrator');
    expect(await names(page)).toEqual(['lena.hoff', 'lena.hoff']);
  });

  test('a press on a row draws its way, step by step, and the address keeps it', async () => {
    const page = await opened();
    await page.locator('#ways td', { hasText: 'assumes chain-a' }).click();
    expect(page.url()).toContain(`finding=${long.id}`);
    await expect.poll(() => names(page)).toEqual(['tomas.reyes', 'step-1', 'step-2', 'step-2']);
    expect(await page.locator('.way-map .administrator').count()).toBe(1);
    const said = await page.locator('.way-map .edge').first().locator('text').allTextContents();
    expect(said.join(' ')).toBe(
      'assumes chain-a iam:PassRole on role/step-1, iam:PassedToService lambda.amazonaws.com',
    );
    const again = await opened(new URL(page.url()).hash);
    await expect.poll(() => title(again)).toBe('How tomas.reyes becomes an administrator');
    expect(await chosen(again)).toBe('tomas.reyes');
    await moved(again, () => again.getByRole('link', { name: /^The finding/ }).click());
    expect(await again.locator('#detail .summary').textContent()).toBe(long.summary);
    await moved(again, () => again.getByRole('link', { name: 'The way as a map' }).click());
    expect(await chosen(again)).toBe('tomas.reyes');
  });

  test('by keyboard alone', async () => {
    const page = await opened();
    await page.locator('#ways a').first().focus();
    await page.keyboard.press('ArrowDown');
    const second = await chosen(page);
    expect(second).not.toBe('lena.hoff');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(second);
    await page.keyboard.press('k');
    expect(await chosen(page)).toBe('lena.hoff');
    await page.locator('#ways a', { hasText: 'nils.berg' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => title(page)).toBe('How nils.berg becomes an administrator');
    expect(await page.locator('.way .notice').textContent()).toBe('If the instance runs the SSM Agent.');
  });

  test('what the map shows is there as text', async () => {
    const page = await opened(`#view=escalations&finding=${long.id}`);
    const steps = page.locator('.way-steps li');
    await expect.poll(() => steps.count()).toBe(3);
    expect(await steps.first().textContent()).toContain('tomas.reyes assumes chain-a');
    expect(await steps.first().textContent()).toContain('arn:aws:iam::111122223333:role/step-1');
    expect(await page.locator('.way-map').getAttribute('aria-labelledby')).toBe(
      'way-map-title way-map-description',
    );
  });

  test.each([1440, 390])(
    'names of others are text, and the page is as wide as its %d pixels',
    async (width) => {
      for (const { id } of [long, ...hostile]) {
        const page = await opened(`#view=escalations&finding=${id}`, { viewport: { width, height: 844 } });
        await page.locator('.way-map').waitFor();
        const seen = await page.evaluate(() => ({
          title: document.title,
          images: document.querySelectorAll('main img').length,
          text: `${document.body.innerText}${document.querySelector('.way-map')?.textContent}`,
          isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
          isCut: [...document.querySelectorAll<SVGTextElement>('.way-map text')].some((text) => {
            const { right } = text.getBoundingClientRect();
            return right > (document.querySelector('.way-map')?.getBoundingClientRect().right ?? 0) + 1;
          }),
        }));
        expect(seen.title).toMatch(/^Rampart: /);
        expect(seen.images).toBe(0);
        expect(seen.text.replaceAll(/[\n\t]/g, '').search(HOSTILE)).toBe(-1);
        expect(seen).toMatchObject({ isTooWide: false, isCut: false });
      }
    },
  );

  const looks = (['light', 'dark'] as const).flatMap((theme) =>
    [1440, 390].map((width) => [theme, width] as const),
  );

  test.each(looks)('is accessible: %s, %d pixels', async (colorScheme, width) => {
    const page = await opened(`#view=escalations&finding=${long.id}`, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await page.locator('.way-map').waitFor();
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.target.join(' ')}`);
    });
    expect(found).toEqual([]);
  });

  test('paper shows the table and a map, whichever section was open', async () => {
    const page = await opened('#view=coverage');
    await page.locator('.way-map').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    await page.locator('#ways').waitFor();
    await page.locator('.way-map').waitFor();
  });

  test('without a script the table stands alone', async () => {
    const page = await opened('#view=escalations', { javaScriptEnabled: false });
    expect(await page.locator('#ways tbody tr').count()).toBe(assessment.findings.length - 1);
    await page.locator('#way').waitFor({ state: 'hidden' });
  });

  test('of the demo: ten kinds of ways and more, each with its map', async () => {
    const demo = new OpenedReport(await sampleAssessment());
    const page = await demo.open(browser, '#view=escalations');
    pages.push(page);
    const kinds = new Set(await page.locator('#ways .note.id').allTextContents());
    expect(kinds.size).toBeGreaterThanOrEqual(10);
    for (const row of await page.locator('#ways tbody tr').all()) {
      await row.click();
      const name = await row.locator('a').textContent();
      await expect.poll(() => title(page)).toBe(`How ${name} becomes an administrator`);
      expect((await names(page))[0]).toBe(name);
    }
    expect(demo.troubles).toEqual([]);
  });

  test('a finding that the report does not hold is said', async () => {
    const page = await opened('#view=escalations&finding=ffffffffffffffffffff');
    expect(await page.locator('#way .notice').textContent()).toContain('holds no finding');
  });
});
