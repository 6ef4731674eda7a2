import {
  type DrawnLayer,
  type ExposedResource,
  type ExposedWay,
  exposedResources,
  stateOf,
} from '../exposed-resource.ts';
import { html, type Markup } from '../markup.ts';
import type { SectionMaker } from './section.ts';
import { type AccountNames, accountNames, counted, findingsWith, number } from './words.ts';

/** More are in the list of findings. */
const MOST = 200;

/** Who of outside gets into what: for each resource the layers that a request comes to, and where it passes or stops. */
export const exposureSection: SectionMaker = (assessment) => {
  const resources = exposedResources(assessment.findings);
  if (resources.length === 0) return null;
  const names = accountNames(assessment);
  const of = (state: ExposedWay['outcome']): readonly ExposedResource[] =>
    resources.filter((each) => stateOf(each) === state);
  const open = of('open').filter(({ ways }) => ways.some(isOpenFailure));
  return {
    view: 'exposure',
    title: 'Exposure',
    badge: open.length || null,
    body: html`<h1 class="title">Buckets and shared resources that others get into</h1>
<p class="lead">Each way in, layer by layer: what grants it, what lets it pass and what stops it. A request that passes all is one that AWS would answer.</p>
${group('Open', of('open'), names)}
${group('Not known', of('unknown'), names)}
${group('Held by settings alone', of('stopped'), names)}`,
  };
};

function isOpenFailure({ outcome, finding }: ExposedWay): boolean {
  return outcome === 'open' && finding.suppressed === undefined;
}

function group(title: string, resources: readonly ExposedResource[], names: AccountNames): Markup | null {
  if (resources.length === 0) return null;
  const more =
    resources.length > MOST
      ? html`<p class="notice">These are the first ${number(MOST)} of ${number(resources.length)}. <code>rampart exposure</code> shows them all.</p>`
      : null;
  return html`<section class="exposed-group"><h2>${title} <span class="count">${number(resources.length)}</span></h2>
${resources.slice(0, MOST).map((each) => card(each, names))}${more}</section>
`;
}

function card({ type, id, account, region, ways }: ExposedResource, names: AccountNames): Markup {
  const name = names.get(account);
  const open = ways.filter(({ outcome }) => outcome === 'open').length;
  const tally = open > 0 ? `${counted(open, 'way')} in` : `no way in of ${counted(ways.length, 'grant')}`;
  return html`<details class="card exposed"${open > 0 ? html` open` : null}><summary><span class="exposed-name">${id}</span> <span class="note">${type}, ${name === undefined ? account : `${name} (${account})`}, ${region}; ${tally}</span></summary>
<ul class="exposed-ways">
${ways.map(way)}</ul></details>
`;
}

const OUTCOMES: Readonly<Record<ExposedWay['outcome'], string>> = {
  open: 'gets in',
  unknown: 'not known',
  stopped: 'is stopped',
};

function way({ who, does, layers, outcome, request, finding }: ExposedWay): Markup {
  const suppressed =
    finding.suppressed === undefined ? null : html` <span class="state suppressed">suppressed</span>`;
  const address = findingsWith({
    status: finding.suppressed ? 'suppressed' : finding.status,
    finding: finding.id,
  });
  return html`<li><p class="exposed-who"><b>${who}</b>: ${does}${suppressed} <a href="${address}">finding</a></p>
<ol class="layers">${layers.map(layer)}<li class="layer end ${outcome}"><span class="layer-state">${OUTCOMES[outcome]}</span></li></ol>
${request === null ? null : html`<p class="note id">${request.action} on ${request.resource}</p>`}</li>
`;
}

const STATES: Readonly<Record<DrawnLayer['state'], string>> = {
  passes: 'passes',
  stops: 'stops',
  grants: 'grants',
  unread: 'not read',
};

function layer({ name, state, says }: DrawnLayer): Markup {
  return html`<li class="layer ${state}"><span class="layer-name">${name}</span> <span class="layer-state">${STATES[state]}</span> <span class="layer-says">${says}</span></li>`;
}
