import type { Browser, Page } from 'playwright-core';
import { variedAssessment } from '../lab/varied-assessment.ts';
import { launchChromium, OpenedReport } from '../test/report-in-browser.ts';
import { sampleAssessment } from '../test/sample-assessment.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';

const FINDINGS = 100_000;
const OPENED = 5;
/** Choices tried in each group of filters. */
const CHOICES = 3;
/** Pages in which each filter is tried: another process may take any one of them its core. */
const TRIED = 5;
const WORDS = ['bucket', 'public snapshot', 'eu-west-1', 'key'];
const LIMIT = { megabytes: 15, smallKilobytes: 500, firstRowsMs: 2000, filterMs: 100 };

/** The HTML report in Chromium: how large, how soon there is something to read, how quickly it answers. */
export async function benchHtml(): Promise<Result> {
  const base = await sampleAssessment();
  const startedAt = performance.now();
  const report = new OpenedReport(variedAssessment({ base, findings: FINDINGS }));
  const rendered = performance.now() - startedAt;
  const small = new OpenedReport(variedAssessment({ base, findings: 200 }));
  const browser = await launchChromium();
  try {
    const firstRows: number[] = [];
    for (let run = 0; run < OPENED; run++) firstRows.push(await untilFirstRows(browser, report));
    const tries: (readonly number[])[] = [];
    for (let run = 0; run < TRIED; run++)
      tries.push(await filterTimes(await report.open(browser, '#view=findings')));
    const filters = (tries[0] ?? []).map((_, filter) => median(tries.map((times) => times[filter] ?? 0)));
    const what = `${FINDINGS.toLocaleString('en-US')} findings`;
    return {
      rows: [
        row(`${what}: the file`, report.bytes / 1000, 'kB', LIMIT.megabytes * 1000),
        row('200 findings: the file', small.bytes / 1000, 'kB', LIMIT.smallKilobytes),
        row(`${what}: written`, rendered / 1000, 's', null, 'made up and rendered'),
        row(`${what}: first rows`, median(firstRows), 'ms', LIMIT.firstRowsMs, all(firstRows)),
        row(
          `${what}: filter or search`,
          median(filters),
          'ms',
          LIMIT.filterMs,
          `median of ${filters.length}`,
        ),
        row(`${what}: the slowest of them`, Math.max(...filters), 'ms', LIMIT.filterMs),
        row(
          `${what}: the slowest try of any`,
          Math.max(...tries.flat()),
          'ms',
          null,
          'the machine is shared',
        ),
      ],
      extra: SAID,
    };
  } finally {
    await browser.close();
  }
}

const SAID = `Driven by playwright in headless Chromium at 1440 × 900, the view of findings. First rows: from the start of the
navigation until a frame with the first rows was drawn, of ${OPENED} new pages. Filter: from the click or the key until a frame
with the new count was drawn, on and off, for the first ${CHOICES} choices of every group, and for ${WORDS.length} searches; each
filter's figure is the median of ${TRIED} new pages.`;

function row(what: string, figure: number, unit: Row['unit'], limit: number | null, note = ''): Row {
  return { benchmark: 'html', what, figure, unit, limit, note };
}

function all(values: readonly number[]): string {
  return values.map((each) => Math.round(each)).join(', ');
}

async function untilFirstRows(browser: Browser, report: OpenedReport): Promise<number> {
  const page = await report.open(browser, '#view=findings');
  const time = await page.evaluate(async () => {
    while (!document.querySelector('.lines > .line')) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now(); // since the navigation began
  });
  await page.close();
  return time;
}

async function filterTimes(page: Page): Promise<readonly number[]> {
  const times = await page.evaluate(
    async ({ choices, words }) => {
      const shown = (): string => document.querySelector('.shown')?.textContent ?? '';
      const timed = async (change: () => void): Promise<number> => {
        const before = shown();
        const startedAt = performance.now();
        change();
        while (shown() === before && performance.now() - startedAt < 5000)
          await new Promise((resolve) => setTimeout(resolve));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - startedAt;
      };
      const taken: number[] = [];
      for (const group of [...document.querySelectorAll('.facet')].map((each) => each.className)) {
        for (let at = 0; at < choices; at++) {
          // Found anew each time: the page draws its choices again.
          const box = (): HTMLInputElement | undefined =>
            [...document.querySelectorAll<HTMLInputElement>(`[class="${group}"] input`)][at];
          if (box()?.type !== 'checkbox') continue;
          taken.push(await timed(() => box()?.click()));
          taken.push(await timed(() => box()?.click()));
        }
      }
      const search = document.querySelector<HTMLInputElement>('#search');
      for (const word of [...words, '']) {
        taken.push(
          await timed(() => {
            if (!search) return;
            search.value = word;
            search.dispatchEvent(new Event('input', { bubbles: true }));
          }),
        );
      }
      return taken;
    },
    { choices: CHOICES, words: WORDS },
  );
  await page.close();
  return times;
}
