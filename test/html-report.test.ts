import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { variedAssessment } from '../lab/varied-assessment.ts';
import { type Finding, isOpenFailure, SEVERITIES } from '../src/model/finding.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import { filledFix } from '../src/practices/fix/filled-fix.ts';
import { hasChromium, launchChromium, moved, OpenedReport } from './report-in-browser.ts';
import { sampleAssessment } from './sample-assessment.ts';

const base = await sampleAssessment(['cis-aws-5.0.0', 'nist-800-53-r5']);
const assessment = variedAssessment({ base, findings: 3000 });
const { findings } = assessment;
const open = findings.filter(isOpenFailure);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

function count(list: readonly unknown[]): string {
  return list.length.toLocaleString('en-US');
}

describe.skipIf(!hasChromium)('the report in a browser (skipped where Chromium is absent)', () => {
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

  async function opened(hash = '', options = {}): Promise<Page> {
    const page = await report.open(browser, hash, options);
    pages.push(page);
    return page;
  }

  const shown = (page: Page): Promise<string | null> => page.locator('.shown b').textContent();
  const view = (page: Page): Promise<string | null> => page.locator('nav [aria-current]').textContent();
  const facet = (page: Page, name: string, label: string) =>
    page.locator(`.facet-${name} label`, { hasText: label });

  test('the first screen says which practices are broken, worst first, and leads to their findings', async () => {
    const page = await opened();
    expect(await page.locator('.overview h1').textContent()).toBe('All twelve practices are broken');
    const rows = await page.locator('.practices tbody tr').allInnerTexts();
    const critical = rows.map((row) => Number(/broken\s+(\d+)/.exec(row)?.[1]));
    expect(critical).toHaveLength(12);
    expect(critical).toEqual(critical.toSorted((a, b) => b - a));
    await moved(page, () => page.locator('.practices a', { hasText: 'People sign in with MFA' }).click());
    expect(await shown(page)).toBe(count(open.filter((each) => each.practice === 3)));
    expect(page.url()).toContain('#practice=3');
    await moved(page, () => page.goBack());
    expect(await view(page)).toBe('Overview');
  });

  test('the matrix leads to one practice of one account', async () => {
    const page = await opened();
    const row = page.locator('.overview .matrix tbody tr').first();
    const account = (await row.locator('th .count').textContent()) ?? '';
    await row.locator('td').nth(11).locator('a').click();
    const expected = open.filter((each) => each.practice === 12 && each.account === account);
    expect(await shown(page)).toBe(count(expected));
  });

  test('filters narrow the list, the counts follow, and the address keeps it all', async () => {
    const page = await opened('#view=findings');
    expect(await shown(page)).toBe(count(open));
    await facet(page, 'severity', 'critical').click();
    await facet(page, 'severity', 'high').click();
    const severe = open.filter((each) => ['critical', 'high'].includes(each.severity));
    expect(await shown(page)).toBe(count(severe));
    await facet(page, 'practice', '12.').click();
    const chosen = severe.filter((each) => each.practice === 12);
    expect(await shown(page)).toBe(count(chosen));
    const critical = chosen.filter((each) => each.severity === 'critical');
    expect(await facet(page, 'severity', 'critical').locator('.count').textContent()).toBe(count(critical));
    expect(await facet(page, 'practice', '1.').first().locator('.count').textContent()).toBe(
      count(severe.filter((each) => each.practice === 1)),
    );

    const again = await opened(new URL(page.url()).hash);
    expect(await shown(again)).toBe(count(chosen));
    expect(await facet(again, 'practice', '12.').locator('input').isChecked()).toBe(true);

    await moved(page, () => page.goBack());
    expect(await shown(page)).toBe(count(severe));
    await moved(page, () => page.goBack());
    await moved(page, () => page.goBack());
    expect(await shown(page)).toBe(count(open));
    await moved(page, () => page.goForward());
    expect(await shown(page)).toBe(count(open.filter((each) => each.severity === 'critical')));
  });

  test.each([
    ['status', 'Unknown', (each: Finding) => each.status === 'unknown'],
    ['status', 'Passed', (each: Finding) => each.status === 'pass'],
    ['status', 'Suppressed', (each: Finding) => each.suppressed !== undefined],
  ] as const)('%s %s', async (name, label, isMeant) => {
    const page = await opened('#status=any');
    await facet(page, name, label).click();
    expect(await shown(page)).toBe(count(findings.filter(isMeant)));
    await page.getByRole('button', { name: `Status: ${label}` }).click();
    expect(await shown(page)).toBe(count(findings));
  });

  test('accounts, regions, types and checks can be found among many and picked', async () => {
    const page = await opened('#view=findings');
    const { check, title } = open[0]!;
    await page
      .locator('.facet-check')
      .getByRole('button', { name: /Show all/ })
      .click();
    await page.getByLabel('Find in Check').fill(check);
    await page.locator('.facet-check label', { hasText: title }).first().click();
    expect(await shown(page)).toBe(count(open.filter((each) => each.check === check)));
    for (const name of ['account', 'region', 'type']) {
      expect(await page.locator(`.facet-${name} label`).count()).toBeGreaterThan(3);
    }
  });

  test('a missing call, a control, a rule and a resource can be asked for by address', async () => {
    const call = 'kms:GetKeyRotationStatus';
    const withControl = open.find((each) => each.controls.length > 0);
    const hidden = findings.find((each) => each.suppressed);
    const control = withControl?.controls[0] ?? '';
    const rule = hidden?.suppressed?.rule ?? '';
    const arn = withControl?.resource.arn ?? '';
    const asked: readonly (readonly [string, Record<string, string>, (each: Finding) => boolean])[] = [
      ['call', { status: 'unknown', call }, (each) => each.unread.some((gap) => gap.call === call)],
      ['control', { control }, (each) => isOpenFailure(each) && each.controls.includes(control)],
      ['rule', { status: 'suppressed', rule }, (each) => each.suppressed?.rule === rule],
      ['resource', { status: 'any', resource: arn }, (each) => each.resource.arn === arn],
    ];
    for (const [name, keys, isMeant] of asked) {
      const page = await opened(`#${new URLSearchParams(keys)}`);
      expect(await shown(page), name).toBe(count(findings.filter(isMeant)));
      expect(findings.some(isMeant), name).toBe(true);
    }
  });

  test('a search is one step back, however many letters it has', async () => {
    const page = await opened('#view=findings');
    await page.keyboard.press('/');
    await page.keyboard.type('bucket versions');
    const found = open.filter((each) => {
      const texts = [
        each.summary,
        each.resource.arn,
        each.resource.name,
        each.check,
        each.title,
        each.resource.type,
      ];
      return ['bucket', 'versions'].every((word) => texts.join(' ').toLowerCase().includes(word));
    });
    expect(found.length).toBeGreaterThan(0);
    await expect.poll(() => shown(page)).toBe(count(found));
    expect(page.url()).toContain('text=bucket+versions');
    await page
      .locator('h2')
      .first()
      .evaluate((node) => node.ownerDocument.body.focus());
    await moved(page, () => page.goBack());
    expect(await shown(page)).toBe(count(open));
  });

  test('groups and order', async () => {
    const page = await opened('#view=findings');
    await page.getByLabel('Group by').selectOption('account');
    const accounts = new Set(open.map((each) => each.account));
    expect(await page.locator('.shown').textContent()).toContain(`${accounts.size} groups`);
    await page.keyboard.press('f');
    expect(await page.locator('.lines .group').count()).toBe(accounts.size);
    expect(await page.locator('.lines .line:not(.group)').count()).toBe(0);
    await page.locator('.lines .group').first().click();
    expect(await page.locator('.lines .line:not(.group)').count()).toBeGreaterThan(0);

    await page.getByLabel('Group by').selectOption('none');
    const column = (name: string): Promise<string[]> => page.locator(`.lines .cell.${name}`).allInnerTexts();
    const severities = (await column('sev')).map((each) => SEVERITIES.findIndex((name) => name === each));
    expect(severities).toEqual(severities.toSorted((a, b) => a - b));
    await page.getByRole('columnheader', { name: 'Region' }).getByRole('button').click();
    const first = [...open].map((each) => each.region).sort()[0];
    expect((await column('region'))[0]).toBe(first);
    await page.getByRole('columnheader', { name: 'Region' }).getByRole('button').click();
    expect((await column('region'))[0]).toBe(
      [...open]
        .map((each) => each.region)
        .sort()
        .at(-1),
    );
    expect(page.url()).toContain('sort=-region');
    expect(await page.getByRole('columnheader', { name: 'Region' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });

  test('nothing found is said, and one press clears the filters', async () => {
    const page = await opened('#text=there+is+no+such+thing');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    expect(await shown(page)).toBe(count(findings));
  });

  test('a finding opens with facts, reasons, evidence, remedy and references, and by its address', async () => {
    const finding = open.find((each) => each.check === 'password-policy');
    const facts = CATALOGUE.find((each) => each.id === 'password-policy');
    if (!finding || !facts) throw new Error('the sample lost a check');
    const page = await opened(`#finding=${finding.id}`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const detail = page.locator('#detail');
    await expect.poll(() => detail.locator('.evidence').textContent()).toContain('minimumPasswordLength');
    const text = (await detail.textContent()) ?? '';
    for (const part of [
      finding.title,
      finding.summary,
      facts.rationale,
      finding.remediation,
      finding.resource.arn,
    ])
      expect(text).toContain(part);
    for (const control of finding.controls) expect(text).toContain(control.split(':')[1]);
    await detail.getByRole('button', { name: 'Copy the command' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`rampart explain ${finding.id}`);
    await detail.getByText('As JSON').click();
    await detail.getByRole('button', { name: 'Copy the evidence as JSON' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toEqual(finding.evidence);
    expect(await page.locator('.line.open .what').textContent()).toBe(finding.summary);

    await page.getByRole('button', { name: 'Shut the finding' }).click();
    await detail.waitFor({ state: 'hidden' });
    await moved(page, () => page.goBack());
    await detail.waitFor();
  });

  test('the fix is that of the very resource, ready to copy', async () => {
    const finding = open.find((each) => each.check === 's3-bucket-versioning')!;
    const { fix } = CATALOGUE.find((each) => each.id === finding.check)!;
    const expected = filledFix({ fix }, finding);
    const page = await opened(`#finding=${finding.id}`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    for (const [name, text] of [
      ['AWS CLI', expected.cli],
      ['Terraform', expected.terraform],
    ] as const) {
      expect(text).toContain(finding.resource.id);
      await page.getByRole('button', { name: `Copy the ${name} text` }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
      expect(await page.getByLabel(name, { exact: true }).textContent()).toBe(text);
    }
  });

  test('what passes or is unknown has no fix', async () => {
    for (const status of ['pass', 'unknown'] as const) {
      const finding = findings.find(
        (each) => each.status === status && CATALOGUE.find((check) => check.id === each.check)?.fix?.cli,
      );
      const page = await opened(`#finding=${finding?.id}`);
      await page.locator('.evidence:not([aria-busy])').waitFor();
      expect(await page.locator('.snippet').count()).toBe(0);
    }
  });

  test('accounts have the names that the organisation gave them', async () => {
    const account = assessment.accounts.find((each) => open.some((one) => one.account === each.account));
    const page = await opened(`#account=${account?.account}`);
    expect(await page.locator('.lines .account').first().textContent()).toBe(account?.name);
    expect(await page.locator('.overview .matrix').textContent()).toContain(account?.name);
    await page.goto(`${page.url().split('#')[0]}#text=${account?.name}`);
    expect(Number(await shown(page))).toBeGreaterThan(0);
  });

  test('an unknown finding names the calls, a suppressed one its rule, a pass says why it has no evidence', async () => {
    const unknown = findings.find((each) => each.unread.length > 0);
    const hidden = findings.find((each) => each.suppressed);
    const pass = findings.find((each) => each.status === 'pass');
    const detailOf = async (id = ''): Promise<string> => {
      const page = await opened(`#finding=${id}`);
      await page.locator('.evidence:not([aria-busy])').waitFor();
      return (await page.locator('#detail').textContent()) ?? '';
    };
    expect(await detailOf(unknown?.id)).toContain(unknown?.unread[0]?.why);
    expect(await detailOf(hidden?.id)).toContain(hidden?.suppressed?.reason);
    expect(await detailOf(pass?.id)).toContain('leaves out the evidence of what passes');
    const page = await opened('#finding=ffffffffffffffffffff');
    expect(await page.locator('#detail').textContent()).toContain('holds no finding ffffffffffffffffffff');
  });

  test('by keyboard alone', async () => {
    const page = await opened();
    await page.keyboard.press('l');
    const active = (): Promise<string | null> =>
      page.locator('#grid').evaluate((grid) => {
        const line = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
        return line && `${line.getAttribute('aria-level')} ${line.textContent}`;
      });
    const first = await active();
    expect(first).toMatch(/^1 critical/);
    await page.keyboard.press('ArrowDown');
    expect(await active()).toMatch(/^2 critical/);
    await page.keyboard.press('Enter');
    expect(await page.locator('#detail-title').evaluate((node) => node === document.activeElement)).toBe(
      true,
    );
    const opening = page.url();
    await page.keyboard.press('j');
    expect(page.url()).not.toBe(opening);
    await page.keyboard.press('k');
    expect(page.url()).toBe(opening);
    await page.keyboard.press('Escape');
    await page.locator('#detail').waitFor({ state: 'hidden' });
    expect(await page.locator('#grid').evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowLeft');
    expect(await active()).toBe(first);
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('.lines .group').first().getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('End');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    expect(await active()).toBe(first);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Single keys are shortcuts').press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('o');
    expect(await view(page)).toContain('Findings');
    expect(page.url()).toContain('keys=off');
  });

  test('with a finding open, the list moves and the finding follows', async () => {
    const page = await opened('#view=findings&group=none');
    await page.locator('.lines .line').nth(2).click();
    const before = await page.locator('#detail .summary').textContent();
    await page.keyboard.press('ArrowDown');
    const line = await page.locator('.line.open .what').textContent();
    expect(await page.locator('#detail .summary').textContent()).toBe(line);
    expect(line).not.toBe(before);
  });

  test('coverage and suppressions are told in full', async () => {
    const page = await opened('#view=coverage');
    const coverage = (await page.locator('.view.coverage').textContent()) ?? '';
    expect(coverage).toContain('909090909090');
    for (const { call, account } of assessment.coverage.denied) {
      expect(coverage).toContain(call);
      expect(coverage).toContain(account);
    }
    const [denied] = assessment.coverage.denied;
    const ofDenied = page.locator('.view.coverage a', { hasText: denied?.call ?? '' }).first();
    await moved(page, () => ofDenied.click());
    const expected = findings.filter(
      (each) => each.account === denied?.account && each.unread[0]?.call === denied.call,
    );
    expect(await shown(page)).toBe(count(expected));

    await moved(page, () => page.getByRole('link', { name: /Suppressions/ }).click());
    const states = await page.locator('.view.suppressions .state').allTextContents();
    expect(states).toEqual(['expired', 'matches nothing', 'in force', 'in force', 'in force']);
    await page.goto(`${page.url().split('#')[0]}#`);
    expect(await page.locator('.notice').first().textContent()).toContain('could not be entered');
  });

  test('j and Enter open a finding, wherever the focus was', async () => {
    const page = await opened();
    await moved(page, () => page.locator('nav a', { hasText: 'Findings' }).click());
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('#detail').waitFor();
  });

  test.each([
    ['on a phone', PHONE, 'screen'],
    ['on paper', { viewport: { width: 740, height: 900 } }, 'print'],
  ] as const)('no word of the counts breaks %s', async (_where, options, media) => {
    const page = await opened('', options);
    await page.emulateMedia({ media });
    const lines = await page.locator('.tally a').evaluateAll((links) =>
      links.flatMap((link) =>
        [link, ...link.children].map((node) => {
          const range = document.createRange();
          range.selectNodeContents(node.lastChild ?? node);
          return range.getClientRects().length;
        }),
      ),
    );
    expect(lines).toEqual(lines.map(() => 1));
  });

  test('no word of a practice breaks on a phone', async () => {
    const page = await opened('', PHONE);
    const broken = await page.locator('.practices .named > span:last-child').evaluateAll((names) =>
      names.flatMap((name) => {
        const text = name.firstChild as Text;
        return [...text.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          return range.getClientRects().length > 1 ? [word] : [];
        });
      }),
    );
    expect(broken).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('on a phone, %s', async (colorScheme) => {
    const page = await opened('', { ...PHONE, colorScheme });
    const isNarrow = (): Promise<boolean> =>
      page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    expect(await isNarrow()).toBe(true);
    await moved(page, () => page.getByRole('link', { name: /Findings/ }).click());
    await page.getByRole('button', { name: /^Filters/ }).click();
    await facet(page, 'severity', 'critical').click();
    await page.getByRole('button', { name: /^Show \d+ findings/ }).click();
    expect(await shown(page)).toBe(count(open.filter((each) => each.severity === 'critical')));
    expect(await isNarrow()).toBe(true);
    await page.locator('.lines .line:not(.group)').first().click();
    expect(await page.locator('#detail').evaluate((node) => node.getBoundingClientRect().width)).toBe(390);
    expect(await page.locator('#detail-title').evaluate((node) => node === document.activeElement)).toBe(
      true,
    );
    expect(await isNarrow()).toBe(true);
    for (const name of ['escalations', 'coverage', 'suppressions', 'compliance']) {
      await page.evaluate((to) => location.assign(`#view=${to}`), name);
      expect(await isNarrow()).toBe(true);
    }
  });

  test('the theme follows the system, a press changes it, and the address keeps it from view to view', async () => {
    const page = await opened('', { colorScheme: 'dark' });
    const brightness = (): Promise<number> =>
      page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]));
    expect(await brightness()).toBeLessThan(128);
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await brightness()).toBeGreaterThan(128);
    await moved(page, () => page.locator('.practices a').first().click());
    await expect.poll(() => page.url()).toContain('theme=light');
    const again = await opened(new URL(page.url()).hash, { colorScheme: 'dark' });
    expect(await again.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  });

  test('paper gets the summary and the chosen findings, not what is in sight', async () => {
    const page = await opened('#severity=critical');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const critical = open.filter((each) => each.severity === 'critical');
    const printed = page.locator('#print');
    expect(await printed.locator('tbody tr').count()).toBe(critical.length);
    for (const { id } of critical) expect(await printed.getByText(id).count()).toBe(1);
    await page.emulateMedia({ media: 'print' });
    const isVisible = (selector: string): Promise<boolean> => page.locator(selector).isVisible();
    expect(await isVisible('.practices')).toBe(true);
    expect(await isVisible('.view.coverage')).toBe(true);
    expect(await isVisible('#grid')).toBe(false);
  });

  test('paper has an end, and says what is left', async () => {
    const page = await opened('#status=any');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('#print tbody tr').count()).toBe(2000);
    expect(await page.locator('#print .notice').textContent()).toContain(
      'first 2,000 of these 3,000 findings',
    );
  });

  test('without JavaScript all sections are there, and say what is missing', async () => {
    const page = await opened('', { javaScriptEnabled: false });
    for (const name of ['overview', 'coverage', 'suppressions'])
      await page.locator(`.view.${name}`).waitFor();
    expect(await page.locator('.view.findings').textContent()).toContain('needs JavaScript');
  });
});
