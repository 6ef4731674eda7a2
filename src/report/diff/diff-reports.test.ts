import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, snapshotOf } from '../../../test/inventory-of.ts';
import { assess } from '../../assess/assess.ts';
import { type Comparable, comparedFinding } from '../../assess/compared-assessment.ts';
import { diff } from '../../assess/diff.ts';
import type { Diff } from '../../model/diff.ts';
import { defineCheck, fail, type Outcome, pass, unknown } from '../../practices/check.ts';
import { diffJsonSchema } from '../json/diff-schema.ts';
import { jsonDocument } from '../json/json-report.ts';
import { diffMarkdown } from './diff-markdown.ts';
import { diffTable } from './diff-table.ts';

const HOSTILE = '\u001b[2J\u202e|<img src=x>`@everyone`\n# x';
const OLD = '2026-11-01T00:00:00.000Z';
const NEW = '2026-11-02T00:00:00.000Z';

type Told = 'pass' | 'fail' | 'unknown' | 'absent';

function seen(
  asOf: string,
  told: Readonly<Record<string, Told>>,
  severity: 'high' | 'low' = 'high',
): Comparable {
  const outcome = (id: string): Outcome => {
    if (told[id] === 'unknown') return unknown(deniedCall('s3:GetBucketAcl'));
    return told[id] === 'fail' ? fail(`${id} ${HOSTILE} is open.`) : pass(`${id} is closed.`);
  };
  const check = defineCheck({
    id: 'bucket-closed',
    title: 'Buckets are closed',
    practice: 12,
    severity,
    resource: 'AWS::S3::Bucket',
    reads: [],
    controls: [],
    equivalents: [],
    rationale: '',
    remediation: '',
    fix: { cli: null, terraform: null },
    evaluate: ({ id }) => outcome(id),
  });
  const there = Object.keys(told).filter((id) => told[id] !== 'absent');
  const resources = there.map((id) => aBucket({ id, name: HOSTILE, tags: { [HOSTILE]: HOSTILE } }));
  const { findings, ...header } = assess(snapshotOf({ resources, asOf }), { checks: [check] });
  return { name: `${asOf}${HOSTILE}`, header, findings: findings.map(comparedFinding) };
}

const before = {
  mended: 'fail',
  gone: 'fail',
  stays: 'fail',
  breaks: 'pass',
  lost: 'fail',
  dims: 'pass',
  dark: 'unknown',
} as const;
const after = {
  mended: 'pass',
  gone: 'absent',
  stays: 'fail',
  breaks: 'fail',
  lost: 'unknown',
  dims: 'unknown',
  dark: 'fail',
} as const;
const OPTIONS = { tool: { name: 'rampart', version: '1' }, globalTypes: new Set<string>() };
const found: Diff = diff([seen(OLD, before, 'low')], seen(NEW, after), OPTIONS);
const nothing: Diff = diff([seen(OLD, {})], seen(NEW, {}), OPTIONS);

test('the JSON document keeps its published schema', () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const valid = ajv.compile(diffJsonSchema());
  for (const each of [found, nothing]) {
    const text = [...jsonDocument(each)].join('');
    expect(valid(JSON.parse(text)), JSON.stringify(valid.errors)).toBe(true);
    expect(text).not.toMatch(/[\u001b\u202e]/);
  }
});

const wide = { color: false, width: 10_000 };

test('the table tells what is new first, each with its answer and id, and counts the rest', () => {
  const text = diffTable(found, wide);
  const [first] = text.split('\n');
  expect(first).toBe('Rampart diff  1 new failure, 0 reopened, 1 that may be new, 1 still failing, 2 fixed');
  const titles = [
    'New',
    'Known for the first time',
    'Fixed',
    'Of another severity',
    'No longer known',
    'Became unknown',
  ];
  const at = titles.map((each) => text.search(new RegExp(`^${each}(  [a-z]|$)`, 'm')));
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(at).not.toContain(-1);
  const [entry] = found.findings;
  expect(text).toContain(`is open. (${ACCOUNT}, us-east-1) ${entry?.id.slice(0, 8)}`);
  expect(text).toContain('Now: the resource is gone.');
  expect(text).toContain('Now: mended is closed.');
  expect(text).toMatch(/^Still failing +1 +0 +1 +0 +0 +0 +0/m);
  expect(text.match(/s3:GetBucketAcl \(AccessDenied\)/g)).toHaveLength(2);
});

test('nothing in the table moves a cursor but its own colours', () => {
  expect(diffTable(found, wide)).not.toMatch(/[\u001b\u202e]/);
  const colored = diffTable(found, { color: true, width: 80 });
  expect(colored).toContain('\u001b[');
  expect(colored.replace(/\u001b\[\d+m/g, '')).not.toMatch(/[\u001b\u202e]/);
});

test('nothing that changed is said in a line', () => {
  const text = diffTable(nothing, wide);
  expect(text).toContain('0 new failures, 0 reopened, 0 still failing, 0 fixed');
  expect(text).not.toContain('No longer known');
});

test('many of a kind are counted', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `b${index}`);
  const side = (asOf: string, told: Told): Comparable =>
    seen(asOf, Object.fromEntries(ids.map((id) => [id, told])));
  expect(diffTable(diff([side(OLD, 'pass')], side(NEW, 'fail'), OPTIONS), wide)).toContain(
    '… and 10 more (--output json names them all)',
  );
  expect(diffTable(diff([side(OLD, 'fail')], side(NEW, 'pass'), OPTIONS), wide)).toContain('… and 27 more');
});

describe('the Markdown', () => {
  const markdownOf = (diff: Diff): string => [...diffMarkdown(diff)].join('');
  const rendered = (text: string): string =>
    micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

  test('has what is new open, the rest behind folds, and every finding with its id', () => {
    const html = rendered(markdownOf(found));
    expect(html).toMatch(/^<h2>Rampart: 1 new failure, 0 reopened, 1 that may be new/);
    expect(html).toMatch(/<h3>New<\/h3>\s*<table>/);
    expect(html).toMatch(/<details><summary>Fixed: 2<\/summary>\s*<table>/);
    expect(html).toMatch(/<details><summary>Of another severity: 1<\/summary>/);
    for (const { class: kind, id } of found.findings)
      if (kind !== 'still') expect(html).toContain(`<code>${id.slice(0, 8)}</code>`);
  });

  test('hostile names make no markup, no mention and no row', () => {
    const html = rendered(markdownOf(found));
    expect(html.match(/<img/g)).toBeNull();
    expect(html).not.toMatch(/[\u001b\u202e]/);
    expect(html.replace(/<code>[^]*?<\/code>/g, '')).not.toMatch(/@everyone/);
    const listed = found.findings.filter((each) => each.class !== 'still' || each.changes.length > 0);
    const rows = html.match(/<tr>/g)?.length ?? 0;
    const tables = html.match(/<table>/g)?.length ?? 0;
    const counted = Object.values(found.summary.classes).filter((each) => each.total > 0).length;
    expect(rows).toBe(tables + listed.length + counted + 1); // reopened is counted though there is none
  });

  test('keeps within a comment, whatever there is, and says how much it leaves out', () => {
    const ids = Array.from({ length: 900 }, (_, index) => `b${index}`);
    const side = (asOf: string, told: Told): Comparable =>
      seen(asOf, Object.fromEntries(ids.map((id) => [id, told])));
    const text = markdownOf(diff([side(OLD, 'pass')], side(NEW, 'fail'), OPTIONS));
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    const shown = text.match(/^\| high /gm)?.length ?? 0;
    expect(text).toContain(`… and ${900 - shown} more findings for which there is no room here`);
    expect(shown).toBeGreaterThan(100);
  });

  test('is short when nothing changed', () => {
    expect(markdownOf(nothing)).not.toMatch(/###|<details>|Note/);
  });
});
