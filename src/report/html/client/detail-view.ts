import { PRACTICES } from '../../../model/practice.ts';
import type { Fix } from '../../../practices/check.ts';
import { inert } from '../../json/inert.ts';
import { tellsWay, wayOf } from '../escalation-way.ts';
import type { PackedEvidence } from '../packed-report.ts';
import { packetWaysOf } from '../packet-way.ts';
import { surgeCurvesOf, withoutCurves } from '../surge-curves.ts';
import { ESCALATIONS, FINDINGS, hashOf, INITIAL, NOTHING_PICKED } from './choice.ts';
import { byFramework } from './controls.ts';
import { copyButton } from './copy-button.ts';
import { type Child, element, fill, lines } from './element.ts';
import { evidenceView } from './evidence-view.ts';
import type { FacetName } from './facets.ts';
import { type Fact, facts } from './facts-list.ts';
import type { ShownFinding } from './findings.ts';
import { introductionView } from './introduction-view.ts';
import { shortType } from './labels.ts';
import { packetWaysView } from './packet-way-view.ts';
import { surgeCurvesView } from './surge-curves-view.ts';

const VERDICTS = {
  fail: 'does not hold',
  unknown: 'not known',
  pass: 'holds',
  suppressed: 'does not hold, suppressed',
} as const;

export interface Detail {
  readonly finding: ShownFinding;
  /** 0: left out. */
  readonly evidence: Promise<PackedEvidence>;
  /** Made for this very resource. */
  readonly fix: Promise<Fix>;
  /** Null: the organisation was not asked. */
  readonly accountName: string | null;
}

/** All that the report knows of one finding. */
export function detailView({ finding, evidence, fix, accountName }: Detail): readonly HTMLElement[] {
  const { check, status, severity, summary, suppression, introduction } = finding;
  return [
    element(
      'header',
      {},
      element(
        'p',
        { class: 'marks' },
        element('span', { class: `sev ${severity}` }, severity),
        element('span', { class: `verdict-mark ${status}` }, VERDICTS[status]),
      ),
      element('h2', { id: 'detail-title', tabindex: -1 }, check.title),
      element('p', { class: 'summary' }, summary),
    ),
    ...(suppression
      ? [
          part(
            'Suppressed',
            facts([
              ['Reason', suppression.reason],
              ['Rule', suppression.rule],
              ['Until', suppression.expires ?? 'no end'],
            ]),
          ),
        ]
      : []),
    ...(introduction ? [part('Introduced by', ...introductionView(introduction))] : []),
    ...gapsPart(finding),
    packetPart(evidence),
    surgePart(evidence),
    ...(check.facts ? [part('Why it matters', element('p', {}, check.facts.rationale))] : []),
    remedyPart(finding, fix),
    resourcePart(finding, accountName),
    evidencePart(finding, evidence),
    referencePart(finding),
  ];
}

function part(title: string, ...content: readonly Child[]): HTMLElement {
  return element('section', {}, element('h3', {}, title), ...content);
}

function gapsPart({ gaps }: ShownFinding): readonly HTMLElement[] {
  if (gaps.length === 0) return [];
  const items = gaps.map(({ call, why }) =>
    element('li', {}, linkTo(call, { status: 'unknown', call }), element('span', { class: 'why' }, why)),
  );
  return [part('Calls without an answer', element('ul', { class: 'gaps' }, ...items))];
}

/** Where the evidence tells of packets: until then, and otherwise, nothing. */
function packetPart(evidence: Promise<PackedEvidence>): HTMLElement {
  const place = element('div', { class: 'packet-ways' });
  const draw = (value: PackedEvidence): void => {
    const ways = value === 0 ? [] : packetWaysOf(value);
    if (ways.length > 0) fill(place, part('How a packet gets in', ...packetWaysView(ways)));
  };
  evidence.then(draw, () => fill(place)); // the part on evidence says that it cannot be read
  return place;
}

/** Where the evidence tells of a surge: until then, and otherwise, nothing. */
function surgePart(evidence: Promise<PackedEvidence>): HTMLElement {
  const place = element('div', { class: 'surge' });
  const draw = (value: PackedEvidence): void => {
    const curves = value === 0 ? [] : surgeCurvesOf(value);
    if (curves.length > 0) fill(place, part('The surge, simulated', ...surgeCurvesView(curves)));
  };
  evidence.then(draw, () => fill(place)); // as in `packetPart`
  return place;
}

function remedyPart({ check }: ShownFinding, fix: Promise<Fix>): HTMLElement {
  const place = element('div', { class: 'fix' });
  const draw = ({ cli, terraform }: Fix): void =>
    fill(place, snippet('AWS CLI', cli), snippet('Terraform', terraform));
  fix.then(draw, () => fill(place)); // without evidence there is nothing to fill a fix with, which that part says
  return part('What to do', element('p', {}, check.remediation), place);
}

function snippet(title: string, text: string | null): HTMLElement | null {
  if (text === null) return null;
  const bar = element(
    'figcaption',
    { class: 'with-copy' },
    title,
    copyButton(text, `Copy the ${title} text`),
  );
  return element(
    'figure',
    { class: 'snippet' },
    bar,
    element('pre', { tabindex: 0, 'aria-label': title }, lines(text)),
  );
}

function resourcePart({ resource, account, region }: ShownFinding, accountName: string | null): HTMLElement {
  const { type, arn, id, name, tags } = resource;
  const rows: Fact[] = [
    ['Type', shortType(type)],
    ...(name === null ? [] : [['Name', name] satisfies Fact]),
    ['Id', id],
    [
      'ARN',
      element(
        'span',
        { class: 'with-copy' },
        element('span', { class: 'id' }, arn),
        copyButton(arn, 'Copy the ARN'),
      ),
    ],
    ['Account', linkTo(accountName === null ? account : `${accountName} (${account})`, { account })],
    ['Region', linkTo(region, { region })],
    ['Tags', tags === null ? element('i', { class: 'null' }, 'not read') : tagList(tags)],
  ];
  return part(
    'Resource',
    facts(rows),
    element('p', { class: 'links' }, linkTo('All findings of this resource', { resource: arn }, 'any')),
  );
}

function tagList(tags: readonly (readonly [string, string])[]): HTMLElement {
  if (tags.length === 0) return element('i', { class: 'null' }, 'none');
  return element(
    'ul',
    { class: 'tags' },
    ...tags.map(([key, value]) =>
      element('li', {}, element('span', { class: 'key' }, key), ' ', element('span', {}, value)),
    ),
  );
}

function evidencePart({ id, check, status }: ShownFinding, evidence: Promise<PackedEvidence>): HTMLElement {
  const place = element('div', { class: 'evidence', 'aria-busy': 'true' });
  const draw = (value: PackedEvidence): void => {
    place.removeAttribute('aria-busy');
    if (value === 0) return fill(place, element('p', { class: 'note' }, leftOut(status)));
    const json = inert(JSON.stringify(value, null, 2));
    const raw = element(
      'details',
      {},
      element('summary', {}, 'As JSON'),
      copyButton(json, 'Copy the evidence as JSON'),
      element('pre', { tabindex: 0 }, lines(json)),
    );
    const map = tellsWay(check.id) && wayOf(value) ? mapLink(id) : null;
    const drawn = surgeCurvesOf(value).length > 0;
    return fill(place, map, evidenceView(drawn ? withoutCurves(value) : value), raw);
  };
  evidence.then(draw, (error: unknown) => {
    fill(place, element('p', { class: 'notice' }, `The evidence cannot be read: ${String(error)}`));
  });
  return part('Evidence', place);
}

function mapLink(finding: string): HTMLElement {
  const href = hashOf({ ...INITIAL, view: ESCALATIONS, finding });
  return element('p', { class: 'links' }, element('a', { href }, 'The way as a map'));
}

function leftOut(status: ShownFinding['status']): string {
  return status === 'pass'
    ? 'This report leaves out the evidence of what passes; the JSON output has it.'
    : 'None.';
}

function referencePart({ id, check, controls }: ShownFinding): HTMLElement {
  const practice = PRACTICES[check.practice - 1];
  const explain = `rampart explain ${id}`;
  const rows: Fact[] = [
    ['Check', linkTo(check.id, { check: check.id })],
    ['Practice', linkTo(`${check.practice}. ${practice?.title ?? ''}`, { practice: String(check.practice) })],
    ...(controls.length > 0 ? [['Controls', controlList(controls)] satisfies Fact] : []),
    ...(check.facts
      ? [['Reads', element('span', { class: 'id' }, check.facts.reads.join(', '))] satisfies Fact]
      : []),
    [
      'Finding',
      element(
        'span',
        { class: 'with-copy' },
        element('span', { class: 'id' }, id),
        copyButton(id, 'Copy the finding’s id'),
      ),
    ],
    [
      'Explain',
      element(
        'span',
        { class: 'with-copy' },
        element('code', {}, explain),
        copyButton(explain, 'Copy the command'),
      ),
    ],
  ];
  return part('Reference', facts(rows));
}

/** A line for each framework. */
function controlList(controls: readonly string[]): HTMLElement {
  const lines = byFramework(controls).map(({ framework, requirements }) => {
    const links = requirements.map((each) => linkTo(each, { control: `${framework}:${each}` }, 'any'));
    return element('li', {}, element('span', { class: 'key' }, framework), ...links);
  });
  return element('ul', { class: 'controls-list' }, ...lines);
}

/** To the findings with these keys. */
function linkTo(
  text: string,
  keys: Partial<Record<FacetName, string>>,
  status: 'open' | 'any' = 'open',
): HTMLElement {
  const picked: Record<FacetName, readonly string[]> = {
    ...(status === 'any' ? NOTHING_PICKED : INITIAL.picked),
  };
  for (const [facet, key] of Object.entries(keys)) picked[facet as FacetName] = [key];
  return element('a', { href: hashOf({ ...INITIAL, view: FINDINGS, picked }) }, text);
}
