import { dayOf, daysOf, isoDate } from '../ingest/event-date.ts';
import type { EventIntake } from '../ingest/event-intake.ts';
import type { EventTable } from '../ingest/event-table.ts';
import type { CountedGroups, RowGroups } from '../ingest/row-groups.ts';
import { callOutcome } from '../questions/call-outcome.ts';
import { AskedCalls, type Call } from './asked-calls.ts';
import type { CallKind, KnownCalls } from './known-calls.ts';
import { type AlikeCalls, OF_A_SERVICE, type UseSum, UseSums } from './use-sums.ts';
import { isData, isSomebodys } from './uses-table.ts';

/** Sums the calls of some rows of what was read, as `write-uses.ts` does those of parts. */
export function tableUses(intake: EventIntake, rows: Int32Array, known: KnownCalls): UseSums {
  const kinds = intake.groups(KIND);
  const asked = intake.groups([kinds.of, 'request_parameters', 'resources']);
  const calls = callsOf(intake, kinds, asked, known);
  const needs = asked.of.map((call) => at(calls, call).number);
  const days = daysOf(intake.table().times);
  const alike = intake.countedGroups([...ALIKE.split(' '), days, needs], rows);
  const named = intake.countedGroups([alike.of, asked.of], rows);
  const callOf = (row: number): Call => at(calls, at(asked.of, row));
  return new TableSums(intake.table(), callOf).of(alike, named);
}

/** Of each group of calls that ask for the same what one took. */
function callsOf(
  intake: EventIntake,
  kinds: RowGroups,
  asked: RowGroups,
  known: KnownCalls,
): readonly Call[] {
  const calls = new AskedCalls(intake, asked.first, known);
  const table = intake.table();
  const kindOf = Array.from(kinds.first, (row) => callKind(table, row));
  return Array.from(asked.first, (row, index) => calls.callAt(index, row, at(kindOf, at(kinds.of, row))));
}

function callKind(table: EventTable, row: number): CallKind {
  const text = (name: string): string | null => table.column(name).at(row);
  return {
    eventSource: text('event_source') ?? '',
    eventName: text('event_name') ?? '',
    eventType: text('event_type'),
    awsRegion: text('aws_region'),
    recipientAccountId: text('account_id'),
  };
}

class TableSums {
  readonly #all = new UseSums();
  readonly #table: EventTable;
  readonly #callOf: (row: number) => Call;

  constructor(table: EventTable, callOf: (row: number) => Call) {
    this.#table = table;
    this.#callOf = callOf;
  }

  /** `alike`: what is one sum; `named`: of what is one sum what names the same. */
  of(alike: CountedGroups, named: CountedGroups): UseSums {
    const sums = Array.from(alike.counts, (calls, group) => (calls > 0 ? this.#sumOf(alike, group) : null));
    named.counts.forEach((calls, group) => {
      if (calls > 0) this.#addNames(sums, alike, at(named.earliest, group));
    });
    return this.#all;
  }

  #addNames(sums: readonly (UseSum | null)[], alike: CountedGroups, row: number): void {
    const sum = sums[at(alike.of, row)];
    if (sum && sum.alike.principal !== null) sum.addNames(this.#callOf(row).names);
  }

  #sumOf({ counts, earliest, latest }: CountedGroups, group: number): UseSum {
    const [calls, first, last] = [at(counts, group), at(earliest, group), at(latest, group)];
    const sum = this.#all.of(this.#alikeAt(first));
    if (sum.alike.principal === null) sum.calls += calls;
    else sum.add(calls, this.#timeAt(first), this.#timeAt(last));
    return sum;
  }

  #timeAt(row: number): string {
    return printed(this.#table.column('event_time').at(row) ?? '');
  }

  #alikeAt(row: number): AlikeCalls {
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
    return { ...all, principal, userType, name: text('event_name'), outcome, ...this.#callOf(row).needed };
  }
}

/** What calls of one sum have in common, beside their day and what they took. */
const ALIKE =
  'principal user_type account_id event_source event_name error_code error_message event_category management_event';
/** All of a call but what it asks for. */
const KIND = ['event_source', 'event_name', 'event_type', 'aws_region', 'account_id'];

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
