import type { TouchedResource } from '../../model/trail-change.ts';
import type { TrailEvent } from '../event-actions.ts';
import { listedResources, type Naming, namedResources, namingsOf, united } from '../event-resources.ts';
import type { EventIntake } from '../ingest/event-intake.ts';
import type { EventTable } from '../ingest/event-table.ts';
import type { JsonOutlines } from '../ingest/json-outlines.ts';
import { parsed } from '../questions/call-group.ts';
import type { AlikeRequests, CallKind, KnownCalls, NumberedNeeds } from './known-calls.ts';
import { nameOf } from './summed-calls.ts';

/** What a call took and named. */
export interface Call extends NumberedNeeds {
  readonly names: readonly string[];
}

/** Takes calls apart. Of requests that are alike but for their texts one is parsed, where no text matters. */
export class AskedCalls {
  readonly #table: EventTable;
  readonly #outlines: JsonOutlines;
  readonly #known: KnownCalls;
  readonly #alike = new Map<CallKind, Map<number, AlikeRequests>>();
  readonly #listed = new Map<number, readonly TouchedResource[]>();

  /** Of some rows, as long as the intake is asked for nothing else. */
  constructor(intake: EventIntake, rows: Int32Array, known: KnownCalls) {
    this.#known = known;
    this.#outlines = intake.outlines('request_parameters', rows);
    this.#table = intake.table();
  }

  /** That of the `index`th row, which is of the kind; one object stands for all that are. */
  callAt(index: number, row: number, kind: CallKind): Call {
    const outline = this.#outlines.numbers[index] ?? NONE;
    const request = this.#table.column('request_parameters').code(row);
    if (outline === NONE && request !== NONE) return this.#wholeAt(row, kind);
    const { needs, namings } = this.#alikeAs(kind, outline);
    if (namings.length > 0) this.#outlines.lookAt(row);
    const named = namings.map(({ parameter, text }) => ({ parameter, text: this.#outlines.textAt(+text) }));
    return this.#call(row, kind, needs ?? this.#known.needsOf(this.#eventAt(row, kind)), named);
  }

  #wholeAt(row: number, kind: CallKind): Call {
    const event = this.#eventAt(row, kind);
    return this.#call(row, kind, this.#known.needsOf(event), namingsOf(event));
  }

  #call(row: number, kind: CallKind, needs: NumberedNeeds, namings: readonly Naming[]): Call {
    const listed = this.#listedAt(row);
    if (listed.length + namings.length === 0) return { ...needs, names: NOTHING };
    return { ...needs, names: united(listed, namedResources(namings, kind)).map(nameOf) };
  }

  #alikeAs(kind: CallKind, outline: number): AlikeRequests {
    const ofKind = this.#alike.get(kind) ?? new Map<number, AlikeRequests>();
    this.#alike.set(kind, ofKind);
    const alike =
      ofKind.get(outline) ?? this.#known.alike(kind, outline === NONE ? null : this.#outlines.text(outline));
    ofKind.set(outline, alike);
    return alike;
  }

  #eventAt(row: number, kind: CallKind): TrailEvent {
    return { ...kind, requestParameters: parsed(this.#table.column('request_parameters').at(row)) };
  }

  #listedAt(row: number): readonly TouchedResource[] {
    const column = this.#table.column('resources');
    const code = column.code(row);
    if (code === -1) return NOTHING;
    const known = this.#listed.get(code) ?? listedResources(parsed(column.text(code)));
    this.#listed.set(code, known);
    return known;
  }
}

/** No JSON, as codes and outlines say it. */
const NONE = -1;

const NOTHING: readonly never[] = [];
