import {
  type ExposedCell,
  type ExposedPort,
  type ExposedRow,
  type ExposedVpc,
  exposureMatrix,
  type NotKnown,
  worseCell,
} from '../exposure-matrix.ts';
import { html, type Markup } from '../markup.ts';
import { type OpenGroup, openGroups } from '../open-group.ts';
import type { SectionMaker } from './section.ts';
import { type Column, table } from './table.ts';
import { type AccountNames, accountNames, counted, findingsWith, number } from './words.ts';

/** More columns are wider than a screen: the rest share one. */
const MOST_PORTS = 12;
/** More rows make the page slow to open; all are among the findings. */
const MOST_ROWS = 600;
const MOST_GROUPS = 200;
/** So few are open from the start. */
const FEW_VPCS = 2;

/** What strangers reach, as who by port, and what is open beside and not reached. */
export const networkSection: SectionMaker = (assessment) => {
  const { ports, vpcs, notKnown } = exposureMatrix(assessment.findings);
  const groups = openGroups(assessment.findings);
  if (vpcs.length === 0 && groups.length === 0) return null;
  const names = accountNames(assessment);
  const reached = vpcs.reduce((sum, each) => sum + each.reached, 0);
  return {
    view: 'network',
    title: 'Network',
    badge: reached || null,
    body: html`<h1 class="title">What the internet reaches</h1>
<p class="lead">Interfaces that answer strangers at ports that are not meant to be public, and web servers that stand in the open, each confirmed by a packet that was followed there and back. Who gets in: <b>everyone</b>, or as many as a block holds. <b>Not known</b>: something that decides was not read.</p>
${vpcs.length > 0 ? matrices(ports, vpcs, names) : html`<p>Nothing that the checks found.</p>`}
${notKnown.length > 0 ? notKnownTable(notKnown) : null}
${groups.length > 0 ? groupTable(groups) : null}`,
  };
};

function matrices(ports: readonly ExposedPort[], vpcs: readonly ExposedVpc[], names: AccountNames): Markup {
  const columns = columnsOf(ports);
  const shown = withinRows(vpcs);
  const left = vpcs.length - shown.length;
  return html`${vpcs.length > 1 ? overview(columns, vpcs, names) : null}
${shown.map((each) => vpcCard(columns, each, names, vpcs.length <= FEW_VPCS))}
${left > 0 ? html`<p class="notice">${counted(left, 'VPC')} more: their interfaces are among the <a href="${findingsWith({ practice: 11 })}">findings</a>.</p>` : null}`;
}

/** As many VPCs as the page holds, the worst before. */
function withinRows(vpcs: readonly ExposedVpc[]): readonly ExposedVpc[] {
  let rows = 0;
  return vpcs.filter(({ interfaces }) => (rows += Math.min(interfaces, MOST_ROWS)) <= MOST_ROWS);
}

interface PortColumn {
  readonly title: string;
  readonly service: string;
  /** The traffic that stands in it. */
  readonly traffic: readonly string[];
}

function columnsOf(ports: readonly ExposedPort[]): readonly PortColumn[] {
  const own = ports.slice(0, MOST_PORTS).map(({ traffic, service }) => ({
    title: traffic.replace(/^tcp (?=\d)/, ''),
    service,
    traffic: [traffic],
  }));
  const others = ports.slice(MOST_PORTS).map(({ traffic }) => traffic);
  return others.length === 0 ? own : [...own, { title: 'other', service: '', traffic: others }];
}

function head(first: string, columns: readonly PortColumn[]): Markup {
  return html`<thead><tr><th scope="col">${first}</th>${columns.map(({ title, service }) => html`<th scope="col">${title}${service === '' ? null : html`<div class="note">${service}</div>`}</th>`)}</tr></thead>`;
}

/** One row a VPC: where to look first. */
function overview(columns: readonly PortColumn[], vpcs: readonly ExposedVpc[], names: AccountNames): Markup {
  return html`<section class="card matrix-card"><h2 id="vpcs-title">VPCs by port <span class="count">${number(vpcs.length)}</span></h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="vpcs-title"><table class="matrix reached">
${head('VPC', columns)}
<tbody>
${vpcs.map(
  (
    each,
  ) => html`<tr><th scope="row"><span class="id">${each.vpcId}</span><div class="note">${placeOf(each, names)}</div></th>${columns.map((column) => cell(column, each.cells, vpcLink(each)))}</tr>
`,
)}</tbody></table></div></section>`;
}

function placeOf({ account, region }: ExposedVpc, names: AccountNames): string {
  return `${names.get(account) ?? account}, ${region}`;
}

function vpcCard(
  columns: readonly PortColumn[],
  vpc: ExposedVpc,
  names: AccountNames,
  open: boolean,
): Markup {
  const own = columns.filter(({ traffic }) => traffic.some((each) => vpc.cells.has(each)));
  return html`<details class="card reached-vpc"${open ? html` open` : null}><summary><span class="exposed-name">${vpc.vpcId}</span> <span class="note">${placeOf(vpc, names)}; ${interfacesOf(vpc)}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Interfaces of ${vpc.vpcId} by port"><table class="matrix reached">
${head('Reached', own)}
${vpc.subnets.map(
  ({ subnetId, rows }) => html`<tbody>
<tr class="subnet"><th scope="rowgroup" colspan="${own.length + 1}"><span class="id">${subnetId || 'subnet not told'}</span></th></tr>
${rows.slice(0, MOST_ROWS).map((row) => rowOf(own, row))}</tbody>`,
)}
</table></div>
${vpc.subnets.some(({ rows }) => rows.length > MOST_ROWS) ? html`<p class="note">The first ${number(MOST_ROWS)} of each subnet.</p>` : null}</details>
`;
}

function interfacesOf({ interfaces, reached }: ExposedVpc): string {
  const others = interfaces - reached;
  if (others === 0) return counted(interfaces, 'interface');
  return reached === 0
    ? `${counted(others, 'interface')} not known`
    : `${counted(reached, 'interface')}, ${number(others)} not known`;
}

function rowOf(columns: readonly PortColumn[], { name, networkInterfaceId, cells }: ExposedRow): Markup {
  const id = name === networkInterfaceId ? null : html`<div class="note id">${networkInterfaceId}</div>`;
  return html`<tr><th scope="row">${name}${id}</th>${columns.map((column) => cell(column, cells, findingLink))}</tr>
`;
}

type Link = (cell: ExposedCell) => string;

function findingLink({ finding }: Pick<ExposedCell, 'finding'>): string {
  return findingsWith({ status: finding.suppressed ? 'suppressed' : finding.status, finding: finding.id });
}

/** To the findings of its account and region that say the same. */
function vpcLink({ account, region }: ExposedVpc): Link {
  return ({ finding }) =>
    findingsWith({
      check: finding.check,
      account,
      region,
      ...(finding.suppressed ? { status: 'suppressed' } : {}),
      ...(finding.status === 'unknown' ? { status: 'unknown' } : {}),
    });
}

/** Colour says how bad it is, and so does the word. */
function cell({ traffic }: PortColumn, cells: ReadonlyMap<string, ExposedCell>, link: Link): Markup {
  const [worst] = traffic.flatMap((each) => cells.get(each) ?? []).toSorted(worseCell);
  if (!worst) return html`<td></td>`;
  const { severity, finding, isKnown } = worst;
  if (!isKnown) return html`<td class="unknown"><a href="${link(worst)}">not known</a></td>`;
  const word = finding.suppressed ? 'suppressed' : severity;
  return html`<td class="${word}"><a href="${link(worst)}">${whoText(worst)}<span class="how-bad">${word}</span></a></td>`;
}

function whoText({ share, isEveryone }: ExposedCell): string {
  if (isEveryone) return 'everyone';
  return share > 0 ? `a /${Math.max(1, Math.floor(-Math.log2(share)))}` : 'some';
}

const NOT_KNOWN_COLUMNS: readonly Column[] = [['What was not read'], ['What may be reached']];
/** The rest is a click away. */
const MOST_NAMES = 12;

function notKnownTable(notKnown: readonly NotKnown[]): Markup {
  return html`<section class="open-groups"><h2>Not known whether it is reached</h2>
<p class="note">Neither shut nor open, until what decides is read.</p>
${table('What was not read', NOT_KNOWN_COLUMNS, notKnown.slice(0, MOST_GROUPS).map(notKnownRow))}</section>`;
}

function notKnownRow({ call, why, interfaces }: NotKnown): readonly Markup[] {
  const shown = interfaces
    .slice(0, MOST_NAMES)
    .map(({ name, finding }) => html`<li><a href="${findingLink({ finding })}">${name}</a></li>`);
  const left = interfaces.length - shown.length;
  return [
    html`<span class="id">${call}</span><div class="note">${why}</div>`,
    html`<ul>${shown}${left > 0 ? html`<li>${number(left)} more among the <a href="${findingsWith({ practice: 11, status: 'unknown' })}">findings</a></li>` : null}</ul>`,
  ];
}

const GROUP_COLUMNS: readonly Column[] = [
  ['Group'],
  ['Opens to the world'],
  ['Why nothing is reached by it'],
];

const STATES: Readonly<Record<OpenGroup['state'], string>> = {
  unused: 'No network interface that was read holds it.',
  'not-reached': '',
  unknown: 'Not known: something that decides was not read.',
};

function groupTable(groups: readonly OpenGroup[]): Markup {
  const shown = groups.slice(0, MOST_GROUPS);
  const more =
    groups.length > MOST_GROUPS
      ? html`<p class="notice">These are the first ${number(MOST_GROUPS)} of ${number(groups.length)}. The others are among the <a href="${findingsWith({ check: 'security-group-open-to-world' })}">findings</a>.</p>`
      : null;
  return html`<section class="open-groups"><h2>Open to the world, and not reached</h2>
<p class="note">One route or public address away from it.</p>
${table('Groups', GROUP_COLUMNS, shown.map(groupRow))}${more}</section>`;
}

function groupRow({ finding, groupName, vpcId, opens, state, why }: OpenGroup): readonly Markup[] {
  const word = finding.suppressed ? 'suppressed' : finding.severity;
  const address = findingLink({ finding });
  const reasons = why.length > 0 ? html`<ul>${why.map((each) => html`<li>${each}</li>`)}</ul>` : null;
  return [
    html`<a href="${address}">${groupName}</a> <span class="sev ${word}">${word}</span><div class="note id">${finding.resource.id}, ${vpcId}</div>`,
    html`${opens.slice(0, 4).join(', ')}${opens.length > 4 ? `, and ${opens.length - 4} more` : null}`,
    html`${STATES[state] === '' ? null : html`<p>${STATES[state]}</p>`}${reasons}`,
  ];
}
