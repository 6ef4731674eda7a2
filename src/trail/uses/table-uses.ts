import type { JsonValue } from '../../model/json.ts';
import { dayOf, isoDate } from '../ingest/event-date.ts';
import type { EventIntake } from '../ingest/event-intake.ts';
import type { EventTable } from '../ingest/event-table.ts';
import type { RowGroups } from '../ingest/row-groups.ts';
import { mayHaveFound } from '../mapping/request-values.ts';
import type { TrailEvent } from '../mapping/trail-event.ts';
import { parsed } from '../questions/call-group.ts';
import { callOutcome } from '../questions/call-outcome.ts';
import { namesIn, neededFor } from './summed-calls.ts';
import { type AlikeCalls, OF_A_SERVICE, type UseSum, UseSums } from './use-sums.ts';
import { isData, isSomebodys } from './uses-table.ts';

/** Sums the calls of some rows of what was read, as `write-uses.ts` does those of parts. */
export function tableUses(intake: EventIntake, rows: Iterable<number>): UseSums {
  const kinds = intake.groups(PLAIN);
  const asked = intake.groups([kinds.of, 'request_parameters', 'resources']);
  const calls = callsOf(intake, kinds, asked);
  const { times } = intake.table();
  const days = Int32Array.from(times, dayOf);
  const numbers = asked.of.map((call) => calls[call]?.number ?? -1);
  const alike = intake.groups([...ALIKE, days, numbers]);
  const named = intake.groups([alike.of, asked.of]);
  return new TableUses(intake.table(), alike, named).sums(rows, (row) => at(calls, at(asked.of, row)));
}

/** What a call took and named. */
interface Call {
  /** Calls with the same need the same. */
  readonly number: number;
  readonly needed: Pick<AlikeCalls, 'kind' | 'actions'>;
  readonly names: readonly string[];
}

/** Of each group of calls that ask for the same what one took. */
function callsOf(intake: EventIntake, kinds: RowGroups, asked: RowGroups): readonly Call[] {
  const shapes = Array.from(asked.first, (row) => intake.requestShape(row));
  const table = intake.table();
  const events = Array.from(kinds.first, (row) => plainEvent(table, row));
  /** Of each kind what one took that lists no resources, where the request does not matter. */
  const plain = new Map<number, Call>();
  /** The same where it has nothing that matters, by the names of its members. */
  const shaped = new Map<number, Call>();
  const numbers = new Map<string, number>();
  const [requests, resources] = [table.column('request_parameters'), table.column('resources')];
  return Array.from(asked.first, (row, index) => {
    const kind = at(kinds.of, row);
    const shape = at(shapes, index);
    const ofShape = shape * kinds.first.length + kind;
    const isPlain = resources.code(row) === -1;
    const known = isPlain ? (plain.get(kind) ?? (shape === -1 ? undefined : shaped.get(ofShape))) : undefined;
    if (known) return known;
    const event = new AskedEvent(at(events, kind), requests.at(row), resources.at(row));
    const needed = neededFor(event);
    const names = namesIn(event);
    const text = `${needed.kind} ${needed.actions?.join()}`;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    const call = { number, needed, names };
    if (isPlain && !event.isAsked) plain.set(kind, call);
    else if (isPlain && shape !== -1 && !mayHaveFound(event.requestParameters)) shaped.set(ofShape, call);
    return call;
  });
}

type PlainEvent = Pick<
  TrailEvent,
  'eventSource' | 'eventName' | 'eventType' | 'awsRegion' | 'recipientAccountId'
>;

function plainEvent(table: EventTable, row: number): PlainEvent {
  const text = (name: string): string | null => table.column(name).at(row);
  return {
    eventSource: text('event_source') ?? '',
    eventName: text('event_name') ?? '',
    eventType: text('event_type'),
    awsRegion: text('aws_region'),
    recipientAccountId: text('account_id'),
  };
}

/** Calls that are summed: how many, and the rows of the first and the last. */
interface Run {
  readonly sum: UseSum;
  calls: number;
  first: number;
  last: number;
}

class TableUses {
  readonly #table: EventTable;
  readonly #alike: RowGroups;
  readonly #named: RowGroups;
  readonly #sums = new UseSums();
  readonly #runs: (Run | undefined)[];

  /** `alike`: what is one sum; `named`: of what is one sum what names the same. */
  constructor(table: EventTable, alike: RowGroups, named: RowGroups) {
    this.#table = table;
    this.#alike = alike;
    this.#named = named;
    this.#runs = Array.from(alike.first, () => undefined);
  }

  sums(rows: Iterable<number>, callOf: (row: number) => Call): UseSums {
    const isNamed = new Uint8Array(this.#named.first.length);
    for (const row of rows) {
      const run = this.#add(row, callOf);
      const name = at(this.#named.of, row);
      if (isNamed[name] === 1 || run.sum.alike.principal === null) continue;
      isNamed[name] = 1;
      for (const each of callOf(row).names) run.sum.resources.add(each);
    }
    for (const run of this.#runs) if (run) this.#end(run);
    return this.#sums;
  }

  #add(row: number, callOf: (row: number) => Call): Run {
    const { times } = this.#table;
    const number = at(this.#alike.of, row);
    const run = this.#runs[number];
    if (!run) {
      const sum = this.#sums.of(this.#alikeAt(row, callOf(row)));
      const made = { sum, calls: 1, first: row, last: row };
      this.#runs[number] = made;
      return made;
    }
    run.calls += 1;
    if (at(times, row) < at(times, run.first)) run.first = row;
    else if (at(times, row) > at(times, run.last)) run.last = row;
    return run;
  }

  #end({ sum, calls, first, last }: Run): void {
    if (sum.alike.principal === null) sum.calls += calls;
    else sum.add(calls, this.#timeAt(first), this.#timeAt(last), []);
  }

  #timeAt(row: number): string {
    return printed(this.#table.column('event_time').at(row) ?? '');
  }

  #alikeAt(row: number, { needed }: Call): AlikeCalls {
    const text = (name: string): string | null => this.#table.column(name).at(row);
    const [principal, userType, errorCode] = [text('principal'), text('user_type'), text('error_code')];
    const all = {
      account: text('account_id'),
      date: isoDate(dayOf(at(this.#table.times, row))),
      source: text('event_source') ?? '',
      isData: isData(text('event_category'), text('management_event')),
    };
    if (!isSomebodys(principal, userType)) return { ...all, ...OF_A_SERVICE };
    const outcome = callOutcome(errorCode, errorCode === null ? text('error_message') : null);
    return { ...all, principal, userType, name: text('event_name'), outcome, ...needed };
  }
}

/** An event whose request is taken apart when somebody asks for it. */
class AskedEvent implements TrailEvent {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventType: string | null;
  readonly awsRegion: string | null;
  readonly recipientAccountId: string | null;
  readonly resources: JsonValue;
  /** Somebody did. */
  isAsked = false;
  readonly #text: string | null;
  #request: JsonValue = null;

  constructor(event: PlainEvent, request: string | null, resources: string | null) {
    this.eventSource = event.eventSource;
    this.eventName = event.eventName;
    this.eventType = event.eventType ?? null;
    this.awsRegion = event.awsRegion ?? null;
    this.recipientAccountId = event.recipientAccountId ?? null;
    this.resources = parsed(resources);
    this.#text = request;
  }

  get requestParameters(): JsonValue {
    if (!this.isAsked) this.#request = parsed(this.#text);
    this.isAsked = true;
    return this.#request;
  }
}

const ALIKE = [
  'principal',
  'user_type',
  'account_id',
  'event_source',
  'event_name',
  'error_code',
  'error_message',
].concat(['event_category', 'management_event']);
const PLAIN = ['event_source', 'event_name', 'event_type', 'aws_region', 'account_id'];

/** What must be there. */
function at<T>(list: ArrayLike<T>, index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`there is nothing at ${index} of ${list.length}`);
  return found;
}

/** As DuckDB prints a time. */
function printed(iso: string): string {
  const time = iso.slice(0, -1).replace('T', ' ');
  return time.includes('.') ? time.slice(0, 26).replace(/\.?0+$/, '') : time;
}
