import { FACET_NAMES, type FacetName } from './facets.ts';

export const GROUPINGS = [
  'check',
  'practice',
  'severity',
  'status',
  'account',
  'region',
  'type',
  'resource',
  'none',
] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const SORTS = ['severity', 'resource', 'account', 'region', 'check', 'practice'] as const;
export type Sort = (typeof SORTS)[number];

export const OVERVIEW = 'overview';
export const FINDINGS = 'findings';
export const ESCALATIONS = 'escalations';

/** What the reader chose to see: the whole state of the page, and all of it stands in the address. */
export interface Choice {
  /** The section shown. */
  readonly view: string;
  /** Keys by facet; none: all. */
  readonly picked: Readonly<Record<FacetName, readonly string[]>>;
  readonly text: string;
  readonly group: Grouping;
  readonly sort: Sort;
  readonly descending: boolean;
  /** Whether groups are shut unless turned. */
  readonly folded: boolean;
  /** Keys of the groups that are not as `folded` says. */
  readonly turned: readonly string[];
  /** Id of the finding that is open; among the escalations, of the one whose way is drawn. */
  readonly finding: string | null;
}

/** Open failures are what most readers come for: so they are what an address without a status shows. */
const USUAL_STATUS = ['fail'];
const ANY = 'any';

export const NOTHING_PICKED = Object.fromEntries(
  FACET_NAMES.map((name): [FacetName, readonly string[]] => [name, []]),
) as unknown as Choice['picked'];

export const INITIAL: Choice = {
  view: OVERVIEW,
  picked: { ...NOTHING_PICKED, status: USUAL_STATUS },
  text: '',
  group: 'check',
  sort: 'severity',
  descending: false,
  folded: false,
  turned: [],
  finding: null,
};

/** Reads an address; what it does not understand in it counts as not said. */
export function choiceOf(hash: string): Choice {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const oneOf = <T extends string>(name: string, values: readonly T[], usual: T): T =>
    values.find((value) => value === said.get(name)) ?? usual;
  const sort = said.get('sort') ?? '';
  return {
    view: said.get('view') || (isAboutFindings(said) ? FINDINGS : OVERVIEW),
    picked: pickedOf(said),
    text: said.get('text') ?? '',
    group: oneOf('group', GROUPINGS, INITIAL.group),
    sort: SORTS.find((value) => value === sort.replace(/^-/, '')) ?? INITIAL.sort,
    descending: sort.startsWith('-'),
    folded: said.get('fold') === 'all',
    turned: distinct(said.getAll('turn')),
    finding: said.get('finding') || null,
  };
}

/** The address of a choice, without what is as usual. `choiceOf` gives the choice back. */
export function hashOf(choice: Choice): string {
  const said = new URLSearchParams();
  for (const name of FACET_NAMES) {
    const keys = choice.picked[name];
    if (name === 'status' && keys.length === 0) said.append(name, ANY);
    else if (name !== 'status' || keys.join() !== USUAL_STATUS.join())
      for (const key of keys) said.append(name, key);
  }
  if (choice.text !== '') said.set('text', choice.text);
  if (choice.group !== INITIAL.group) said.set('group', choice.group);
  if (choice.sort !== INITIAL.sort || choice.descending)
    said.set('sort', `${choice.descending ? '-' : ''}${choice.sort}`);
  if (choice.folded) said.set('fold', 'all');
  for (const key of choice.turned) said.append('turn', key);
  if (choice.finding !== null) said.set('finding', choice.finding);
  if (choice.view !== (isAboutFindings(said) ? FINDINGS : OVERVIEW)) said.set('view', choice.view);
  return said.size === 0 ? '' : `#${said}`;
}

const ABOUT_FINDINGS: ReadonlySet<string> = new Set([
  ...FACET_NAMES,
  'text',
  'group',
  'sort',
  'fold',
  'turn',
  'finding',
]);

function isAboutFindings(said: URLSearchParams): boolean {
  return [...said.keys()].some((name) => ABOUT_FINDINGS.has(name));
}

function pickedOf(said: URLSearchParams): Choice['picked'] {
  const picked = Object.fromEntries(
    FACET_NAMES.map((name) => [name, distinct(said.getAll(name))]),
  ) as unknown as Choice['picked'];
  if (!said.has('status')) return { ...picked, status: USUAL_STATUS };
  return { ...picked, status: picked.status.filter((key) => key !== ANY) };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** Adds the key, or takes it away where it is picked. */
export function toggled(choice: Choice, facet: FacetName, key: string): Choice {
  const keys = choice.picked[facet];
  const others = keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key];
  return { ...choice, picked: { ...choice.picked, [facet]: others } };
}
