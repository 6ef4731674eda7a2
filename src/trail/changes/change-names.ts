import type { JsonValue } from '../../model/json.ts';
import type { EventIntake } from '../ingest/event-intake.ts';
import type { EventTable } from '../ingest/event-table.ts';
import type { JsonOutlines } from '../ingest/json-outlines.ts';
import { NAMING_COLUMNS, NAMING_PLACES, textsIn } from '../questions/named-resource.ts';
import { KEPT_LENGTH, nameSum } from './index-layout.ts';

/** What stands somewhere in some changes. */
export class Name {
  readonly path: string;
  readonly text: string;
  readonly sum: number;
  /** As `NameEntry` has them. */
  readonly steps: number[] = [];
  #last = 0;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.sum = nameSum(text);
  }

  add(change: number): void {
    this.steps.push(change - this.#last);
    this.#last = change;
  }
}

/** What the rows name that are changes, in the order of the names' sums. */
export function changeNames(intake: EventIntake, changes: Int32Array): readonly Name[] {
  const names = new Names();
  for (const column of NAMING_COLUMNS) {
    const first = firstOfEach(intake.table(), column, changes);
    const outlines = intake.outlines(column, first);
    const placed = new PlacedNames(intake.table(), column, outlines, names);
    const codes = intake.table().column(column);
    const found: (readonly Name[])[] = [];
    first.forEach((row, index) => {
      found[codes.code(row)] = placed.namesAt(index, row);
    });
    changes.forEach((row, change) => {
      addChange(found[codes.code(row)] ?? NOTHING, change);
    });
  }
  return names.all().sort((one, other) => one.sum - other.sum);
}

const NOTHING: readonly Name[] = [];

/** Of the rows with each JSON the first. */
function firstOfEach(table: EventTable, name: string, rows: Int32Array): Int32Array {
  const column = table.column(name);
  const isMet = new Uint8Array(column.different);
  return rows.filter((row) => {
    const code = column.code(row);
    if (code === -1 || isMet[code] === 1) return false;
    isMet[code] = 1;
    return true;
  });
}

function addChange(names: readonly Name[], change: number): void {
  for (const each of names) each.add(change);
}

/** Each different one once. */
class Names {
  readonly #byPath = new Map<string, Map<string, Name>>();

  /** Those of a place. */
  at(path: string): Map<string, Name> {
    const known = this.#byPath.get(path) ?? new Map<string, Name>();
    this.#byPath.set(path, known);
    return known;
  }

  all(): Name[] {
    return [...this.#byPath.values()].flatMap((names) => [...names.values()]);
  }
}

/** A text of an outline: where it stands, the names there, and its number; null: it is empty. */
interface PlacedText {
  readonly path: string;
  readonly names: Map<string, Name>;
  readonly number: number | null;
}

/** The names in the JSON of a column: of such with one outline the places are found once. */
class PlacedNames {
  readonly #table: EventTable;
  readonly #column: (typeof NAMING_COLUMNS)[number];
  readonly #outlines: JsonOutlines;
  readonly #names: Names;
  readonly #placed = new Map<number, readonly PlacedText[]>();

  constructor(
    table: EventTable,
    column: (typeof NAMING_COLUMNS)[number],
    outlines: JsonOutlines,
    names: Names,
  ) {
    this.#table = table;
    this.#column = column;
    this.#outlines = outlines;
    this.#names = names;
  }

  /** Those of the `index`th row. */
  namesAt(index: number, row: number): readonly Name[] {
    const outline = this.#outlines.numbers[index] ?? -1;
    if (outline === -1) return this.#read(row);
    const known = this.#placed.get(outline) ?? this.#placedIn(outline);
    this.#placed.set(outline, known);
    this.#outlines.lookAt(row);
    return known.map(({ path, names, number }) =>
      nameOf(names, path, number === null ? '' : this.#outlines.textAt(number)),
    );
  }

  #placedIn(outline: number): readonly PlacedText[] {
    return this.#textsIn(this.#outlines.text(outline)).map(([path, text]) => ({
      path,
      names: this.#names.at(path),
      number: text === '' ? null : Number(text),
    }));
  }

  #read(row: number): readonly Name[] {
    const json = this.#table.column(this.#column).at(row) ?? 'null';
    return this.#textsIn(json).map(([path, text]) => nameOf(this.#names.at(path), path, text));
  }

  #textsIn(json: string): ReturnType<typeof textsIn> {
    return textsIn(JSON.parse(json) as JsonValue, NAMING_PLACES[this.#column]);
  }
}

function nameOf(names: Map<string, Name>, path: string, whole: string): Name {
  const text = whole.length > KEPT_LENGTH ? whole.slice(-KEPT_LENGTH) : whole;
  const known = names.get(text);
  if (known) return known;
  const name = new Name(path, text);
  names.set(text, name);
  return name;
}
