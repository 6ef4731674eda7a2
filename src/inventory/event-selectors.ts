import type {
  AdvancedFieldSelector,
  EventSelector,
  TrailEventSelectors,
} from '../model/resources/cloudtrail.ts';

/** Conditions on the fields of an event that must all hold: one advanced event selector, or a set of events asked about. */
export type EventConditions = readonly AdvancedFieldSelector[];

/** Values of a CloudTrail event's fields as selectors name them: `eventCategory`, `readOnly`, `resources.ARN`. */
export type EventFields = Readonly<Record<string, string>>;

/**
 * What the selectors of a trail say, basic ones as the advanced selectors that mean the same. An event is recorded
 * when any of them matches. A trail that names none records the management events, as AWS's default selector does.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 */
export function conditionsOf(selectors: TrailEventSelectors): readonly EventConditions[] {
  const { eventSelectors, advancedEventSelectors } = selectors;
  if (advancedEventSelectors.length > 0) return advancedEventSelectors.map((each) => each.fieldSelectors);
  if (eventSelectors.length === 0) return [[{ field: 'eventCategory', equals: ['Management'] }]];
  return eventSelectors.flatMap(conditionsOfBasic);
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html: values are prefixes of ARNs. */
function conditionsOfBasic(selector: EventSelector): readonly EventConditions[] {
  const { readWriteType, includeManagementEvents, excludeManagementEventSources, dataResources } = selector;
  const readOnly =
    readWriteType === 'All'
      ? []
      : [{ field: 'readOnly', equals: [readWriteType === 'ReadOnly' ? 'true' : 'false'] }];
  const management = [
    { field: 'eventCategory', equals: ['Management'] },
    ...readOnly,
    { field: 'eventSource', notEquals: excludeManagementEventSources },
  ];
  const data = dataResources.map(({ type, values }) => [
    { field: 'eventCategory', equals: ['Data'] },
    ...readOnly,
    { field: 'resources.type', equals: [type] },
    { field: 'resources.ARN', startsWith: values.length > 0 ? values : ['arn:'] },
  ]);
  return includeManagementEvents ? [management, ...data] : data;
}

/** Whether the trail records this very event; a field that the event lacks meets no positive condition. */
export function recordsEvent(selectors: TrailEventSelectors, event: EventFields): boolean {
  return conditionsOf(selectors).some((conditions) =>
    conditions.every((each) => accepts(each, event[each.field])),
  );
}

/** Whether any event of the category is recorded. */
export function recordsCategory(selectors: TrailEventSelectors, category: 'Management' | 'Data'): boolean {
  return conditionsOf(selectors).some((conditions) =>
    conditions.filter((each) => each.field === 'eventCategory').every((each) => accepts(each, category)),
  );
}

/**
 * An event among those asked about that the trail does not record, or null when it records them all. Exact: every
 * field's values fall into finitely many classes by the texts that the conditions name, and one value of each class
 * is tried. `…` in an answer stands for any other text.
 */
export function unrecordedEvent(selectors: TrailEventSelectors, asked: EventConditions): EventFields | null {
  const conditions = conditionsOf(selectors);
  const fields = [...new Set([...asked, ...conditions.flat()].map((each) => each.field))];
  const question = { asked, conditions, fields, covered: new Set<string>() };
  return search(question, [...conditions.keys()], 0, {});
}

interface Question {
  readonly asked: EventConditions;
  readonly conditions: readonly EventConditions[];
  readonly fields: readonly string[];
  /** Conditions, by their place, that were found to cover all values of the fields from a depth on. */
  readonly covered: Set<string>;
}

/** `alive`: the conditions that the values chosen so far meet. */
function search(
  question: Question,
  alive: readonly number[],
  depth: number,
  event: EventFields,
): EventFields | null {
  const { asked, conditions, fields, covered } = question;
  const state = `${depth} ${alive.join()}`;
  const undecided = new Set(fields.slice(depth));
  const living = alive.map((each) => conditions[each] ?? []);
  if (covered.has(state) || living.some((all) => all.every((each) => !undecided.has(each.field))))
    return null;
  const field = fields[depth];
  if (field === undefined) return event;
  for (const value of representatives(field, [asked, ...living])) {
    if (!meets(asked, field, value)) continue;
    const left = alive.filter((_, index) => meets(living[index] ?? [], field, value));
    const found = search(question, left, depth + 1, { ...event, [field]: value });
    if (found) return found;
  }
  covered.add(state);
  return null;
}

function meets(conditions: EventConditions, field: string, value: string): boolean {
  return conditions.every((each) => each.field !== field || accepts(each, value));
}

/**
 * Positive operators are alternatives, negative ones exclude, and both must agree.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-conditions
 */
function accepts(selector: AdvancedFieldSelector, value: string | undefined): boolean {
  const { equals = [], startsWith = [], endsWith = [] } = selector;
  const { notEquals = [], notStartsWith = [], notEndsWith = [] } = selector;
  const isPositive = equals.length + startsWith.length + endsWith.length > 0;
  if (value === undefined) return !isPositive;
  const excluded = matches(value, notEquals, notStartsWith, notEndsWith);
  return !excluded && (!isPositive || matches(value, equals, startsWith, endsWith));
}

function matches(
  value: string,
  equals: readonly string[],
  starts: readonly string[],
  ends: readonly string[],
): boolean {
  return (
    equals.includes(value) ||
    starts.some((each) => value.startsWith(each)) ||
    ends.some((each) => value.endsWith(each))
  );
}

/** Fields with few values; all others hold any text. */
const DOMAINS: ReadonlyMap<string, readonly string[]> = new Map([['readOnly', ['true', 'false']]]);

/** INVARIANT: no event field holds this character, so that it continues no text that a condition names. */
const OTHER = '…';

function representatives(field: string, all: readonly EventConditions[]): readonly string[] {
  const domain = DOMAINS.get(field);
  if (domain) return domain;
  const selectors = all.flat().filter((each) => each.field === field);
  const exact = selectors.flatMap((each) => [...(each.equals ?? []), ...(each.notEquals ?? [])]);
  const starts = selectors.flatMap((each) => [...(each.startsWith ?? []), ...(each.notStartsWith ?? [])]);
  const ends = selectors.flatMap((each) => [...(each.endsWith ?? []), ...(each.notEndsWith ?? [])]);
  const others = ['', ...starts].flatMap((start) => ['', ...ends].map((end) => `${start}${OTHER}${end}`));
  return [...new Set([...exact, ...others])];
}
