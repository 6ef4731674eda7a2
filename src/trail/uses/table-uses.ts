import type { JsonValue } from '../../model/json.ts';
import { CodeTuples } from '../ingest/code-tuples.ts';
import { dayOf, isoDate } from '../ingest/event-date.ts';
import type { EventTable } from '../ingest/event-table.ts';
import type { TextColumn } from '../ingest/text-column.ts';
import type { TrailEvent } from '../mapping/trail-event.ts';
import { parsed } from '../questions/call-group.ts';
import { callOutcome } from '../questions/call-outcome.ts';
import { namesIn, neededFor } from './summed-calls.ts';
import { type AlikeCalls, OF_A_SERVICE, type UseSum, UseSums } from './use-sums.ts';
import { isData, isSomebodys } from './uses-table.ts';

/** Sums the calls of some rows, as `write-uses.ts` does those of parts. */
export function tableUses(table: EventTable, rows: Iterable<number>): UseSums {
  return new TableUses(table).sums(rows);
}

/** What a call took and named. */
interface Call {
  readonly number: number;
  readonly needed: Pick<AlikeCalls, 'kind' | 'actions'>;
  readonly names: readonly string[];
}

class TableUses {
  readonly #table: EventTable;
  readonly #sums = new UseSums();
  readonly #time: (row: number) => string;
  /** What calls with the same key have in common. */
  readonly #alike: CodeTuples;
  readonly #sumByKey = new Map<string, UseSum>();
  /** Calls whose request does not matter and that list no resources, and the others. */
  readonly #plain: CodeTuples;
  readonly #plainCalls = new Map<number, Call>();
  readonly #resources: TextColumn;
  readonly #asked: CodeTuples;
  readonly #calls = new Map<number, Call>();
  /** Of what calls need each its number. */
  readonly #numbers = new Map<string, number>();

  constructor(table: EventTable) {
    const columns = (names: readonly string[]): readonly TextColumn[] =>
      names.map((name) => table.column(name));
    this.#table = table;
    this.#time = timesOf(table);
    this.#alike = new CodeTuples(columns(ALIKE));
    this.#plain = new CodeTuples(columns(PLAIN));
    this.#resources = table.column('resources');
    this.#asked = new CodeTuples(columns([...PLAIN, 'request_parameters', 'resources']));
  }

  sums(rows: Iterable<number>): UseSums {
    for (const row of rows) this.#add(row);
    return this.#sums;
  }

  #add(row: number): void {
    const call = this.#call(row);
    const day = dayOf(this.#table.times[row] ?? 0);
    const key = `${this.#alike.keyOf(row)} ${day} ${call.number}`;
    let sum = this.#sumByKey.get(key);
    if (!sum) {
      sum = this.#sums.of(this.#alikeAt(row, day, call));
      this.#sumByKey.set(key, sum);
    }
    if (sum.alike.principal === null) {
      sum.calls += 1;
      return;
    }
    const time = this.#time(row);
    sum.add(1, time, time, call.names);
  }

  #call(row: number): Call {
    const plain = this.#plain.keyOf(row);
    const known = this.#resources.code(row) === -1 ? this.#plainCalls.get(plain) : undefined;
    if (known) return known;
    const asked = this.#asked.keyOf(row);
    return this.#calls.get(asked) ?? this.#newCall(row, plain, asked);
  }

  #newCall(row: number, plain: number, asked: number): Call {
    const event = new RowEvent(this.#table, row);
    const needed = neededFor(event);
    const names = namesIn(event);
    const text = `${needed.kind} ${needed.actions?.join()}`;
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    const call = { number, needed, names };
    if (!event.isAsked && this.#resources.code(row) === -1) this.#plainCalls.set(plain, call);
    else this.#calls.set(asked, call);
    return call;
  }

  #alikeAt(row: number, day: number, { needed }: Call): AlikeCalls {
    const text = (name: string): string | null => this.#table.column(name).at(row);
    const [principal, userType, errorCode] = [text('principal'), text('user_type'), text('error_code')];
    const all = {
      account: text('account_id'),
      date: isoDate(day),
      source: text('event_source') ?? '',
      isData: isData(text('event_category'), text('management_event')),
    };
    if (!isSomebodys(principal, userType)) return { ...all, ...OF_A_SERVICE };
    const outcome = callOutcome(errorCode, errorCode === null ? text('error_message') : null);
    return { ...all, principal, userType, name: text('event_name'), outcome, ...needed };
  }
}

/** An event of the table, whose request is taken apart when somebody asks for it. */
class RowEvent implements TrailEvent {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventType: string | null;
  readonly awsRegion: string | null;
  readonly recipientAccountId: string | null;
  /** Somebody did. */
  isAsked = false;
  readonly #table: EventTable;
  readonly #row: number;
  #request: JsonValue = null;

  constructor(table: EventTable, row: number) {
    const text = (name: string): string | null => table.column(name).at(row);
    this.#table = table;
    this.#row = row;
    this.eventSource = text('event_source') ?? '';
    this.eventName = text('event_name') ?? '';
    this.eventType = text('event_type');
    this.awsRegion = text('aws_region');
    this.recipientAccountId = text('account_id');
  }

  get requestParameters(): JsonValue {
    this.isAsked = true;
    this.#request ??= parsed(this.#table.column('request_parameters').at(this.#row));
    return this.#request;
  }

  get resources(): JsonValue {
    return parsed(this.#table.column('resources').at(this.#row));
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

function timesOf(table: EventTable): (row: number) => string {
  const column = table.column('event_time');
  const known: string[] = [];
  return (row) => {
    const code = column.code(row);
    known[code] ??= printed(column.text(code));
    return known[code];
  };
}

/** As DuckDB prints a time. */
function printed(iso: string): string {
  const time = iso.slice(0, -1).replace('T', ' ');
  return time.includes('.') ? time.slice(0, 26).replace(/\.?0+$/, '') : time;
}
