import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { hostileAssessment } from '../../../test/hostile-assessment.ts';
import { SMALL_ASSESSMENT } from '../../../test/small-assessment.ts';
import type { Assessment } from '../../model/assessment.ts';
import { printable } from '../printable.ts';
import { markdownReport } from './markdown-report.ts';
import { markdownCode, markdownText } from './markdown-text.ts';

function rendered(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

function textOf(assessment: Assessment): string {
  return [...markdownReport(assessment)].join('');
}

/** The page's text, as a reader sees it and as GitHub looks for mentions in it. */
function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

const OURS = new Set([
  'h2',
  'h3',
  'p',
  'blockquote',
  'strong',
  'ul',
  'li',
  'code',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
]);

/** What GitHub or GitLab would make a link of, outside of code. */
const REFERENCE = /@[\w"]|#\d|!\d|\bGH-\d|https?:\/\/|\bwww\./i;

describe('the report', () => {
  test('nothing hostile becomes markup, a link or a mention', () => {
    fc.assert(
      fc.property(hostileAssessment(), (assessment) => {
        const html = rendered(textOf(assessment));
        const tags = new Set([...html.matchAll(/<\/?([a-zA-Z][^\s/>]*)/g)].map(([, name = '']) => name));
        expect([...tags].filter((tag) => !OURS.has(tag))).toEqual([]);
        expect(html.replace(/ align="\w+"/g, '')).not.toMatch(/<\w+ [^>]/);
        expect(plain(html.replace(/<code>.*?<\/code>/gs, ''))).not.toMatch(REFERENCE);
      }),
      { numRuns: 60 },
    );
  });

  test('every row has its cells', () => {
    fc.assert(
      fc.property(hostileAssessment(), (assessment) => {
        const html = rendered(textOf(assessment));
        const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(
          ([, row = '']) => row.match(/<t[hd][ >]/g)?.length,
        );
        const open = assessment.findings.filter((each) => each.status === 'fail' && !each.suppressed).length;
        expect(rows.filter((cells) => cells === 6)).toHaveLength(13);
        // A trail was asked: who introduced it is the seventh.
        expect(rows.filter((cells) => cells === 7)).toHaveLength(open > 0 ? open + 1 : 0);
      }),
      { numRuns: 30 },
    );
  });

  test('the worst come first, and those without room are counted', () => {
    const [base] = SMALL_ASSESSMENT.findings;
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      ...base!,
      status: 'fail' as const,
      severity: index === 4_999 ? ('critical' as const) : ('low' as const),
      summary: `Failure ${index} — ${'x'.repeat(100)}.`,
    }));
    const text = textOf({ ...SMALL_ASSESSMENT, findings: many });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(55_000);
    const shown = text.match(/Failure \d+/g) ?? [];
    expect(shown[0]).toBe('Failure 4999');
    expect(text).toContain(`… and ${(5_000 - shown.length).toLocaleString('en-US')} more failures`);
  });

  test('says that the reading broke off, and which suppressions have ended', () => {
    const text = textOf(SMALL_ASSESSMENT);
    expect(text).toContain('> **Warning:** Incomplete: interrupted by SIGINT');
    expect(text).toContain('Account 777788889999 could not be entered');
    expect(text).toContain('`suppressions.yaml:9` expired on 2026-01-31');
    expect(text).not.toContain('suppressions.yaml:3');
  });

  test('is short when all is well', () => {
    const coverage = { ...SMALL_ASSESSMENT.coverage, complete: true, notEntered: [] };
    const text = textOf({ ...SMALL_ASSESSMENT, findings: [], errors: [], suppressions: [], coverage });
    expect(text).not.toMatch(/###|Warning/);
  });
});

test('text reads as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = rendered(`| a |\n|---|\n| x${markdownText(text)}x |`).replace(
        /^.*<td>(.*)<\/td>.*$/s,
        '$1',
      );
      expect(plain(cell).replaceAll('\u200b', '')).toBe(`x${printable(text)}x`);
    }),
  );
});

test('code reads as it was', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('`', '\\', ' ', 'a') }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!text.includes('|'));
      const html = rendered(`| a |\n|---|\n| ${markdownCode(text)} |`);
      expect(html).toMatch(/<td><code>[^]*<\/code><\/td>/);
      const code = html.replace(/^[^]*<code>([^]*)<\/code>[^]*$/, '$1');
      const shown = printable(text);
      expect(plain(code)).toBe(shown.trim() === '' ? ' ' : shown);
    }),
    { numRuns: 500 },
  );
  expect(markdownCode('a\\|b')).toBe(markdownText('a\\|b'));
});
