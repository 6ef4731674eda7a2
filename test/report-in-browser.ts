import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { htmlOutput } from '../src/app/html-output.ts';
import type { Assessment } from '../src/model/assessment.ts';

const CHROMIUM = '/usr/bin/chromium';

/** Browser tests skip with a notice where there is no Chromium. */
export const hasChromium = existsSync(CHROMIUM);

export function launchChromium(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', ...quiet],
  });
}

/** A report in a file, as users open it, and everything that went wrong in any page that showed it. */
export class OpenedReport {
  readonly troubles: string[] = [];
  readonly bytes: number;
  readonly #url: string;

  constructor(assessment: Assessment) {
    const file = join(mkdtempSync(join(tmpdir(), 'rampart-html-')), 'report.html');
    writeFileSync(file, [...htmlOutput(assessment)].join(''));
    this.bytes = statSync(file).size;
    this.#url = pathToFileURL(file).href;
  }

  async open(browser: Browser, hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.troubles.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== this.#url) this.troubles.push(`request for ${request.url()}`);
    });
    await page.goto(`${this.#url}${hash}`);
    if (options.javaScriptEnabled !== false)
      await page.waitForFunction(() => !document.getElementById('loading'));
    return page;
  }
}

/** After a link, Back or Forward: the browser tells the page of its new address a moment after the click is over. */
export async function moved(page: Page, act: () => Promise<unknown>): Promise<void> {
  const arrived = page.evaluate(
    () => new Promise<void>((resolve) => addEventListener('hashchange', () => resolve(), { once: true })),
  );
  await act();
  await arrived;
}
