import { CLOSE_BRACE, isSame, OPEN_BRACE, QUOTE } from './bytes';
import { Column, newColumn } from './column';
import { endOfPlain, pastValue } from './json';
import { newRoom } from './room';
import { column } from './table';

/** JSON that is no object, or whose members lie deeper than they seem. */
const NONE = -1;

/** Names behind each other, each with a quote behind it, and room for the next. */
const namesRoom = newRoom();
const LONGEST: usize = 4096;
let shapes: Column = newColumn(true, 1);

export function forgetShapes(): void {
  shapes.clear();
}

/** The number of the names that the row's JSON has, in their order: the same for another with the same. */
export function shapeAt(place: i32, row: i32): i32 {
  const all = column(place);
  const code = load<i32>(all.codes + ((row as usize) << 2));
  if (code == -1) return NONE;
  let at = all.startOf(code);
  if (load<u8>(at) != OPEN_BRACE) return NONE;
  const names = namesRoom.of(LONGEST + 16);
  let length: usize = 0;
  at += 1;
  while (load<u8>(at) == QUOTE) {
    const start = at + 1;
    const end = endOfPlain(start);
    const size = end - start;
    if (load<u8>(end) != QUOTE || isDeeper(start, size) || length + size + 1 > LONGEST) return NONE;
    memory.copy(names + length, start, size + 1);
    length += size + 1;
    at = pastValue(end + 2);
    if (load<u8>(at) == CLOSE_BRACE) break;
    at += 1;
  }
  return shapes.codeOf(names, length as i32);
}

/** `items`, `item`, `member`, `members`, and `…Request`: what is in them counts as if it stood beside them. */
function isDeeper(name: usize, length: usize): bool {
  if (length >= 7 && isSame(name + length - 7, REQUEST, 7)) return true;
  return (
    is(name, length, ITEMS, 4) ||
    is(name, length, ITEMS, 5) ||
    is(name, length, MEMBERS, 6) ||
    is(name, length, MEMBERS, 7)
  );
}

function is(name: usize, length: usize, other: usize, otherLength: i32): bool {
  return length == (otherLength as usize) && isSame(name, other, otherLength);
}

const REQUEST = memory.data<u8>([0x52, 0x65, 0x71, 0x75, 0x65, 0x73, 0x74, 0]);
const ITEMS = memory.data<u8>([0x69, 0x74, 0x65, 0x6d, 0x73, 0, 0, 0]);
const MEMBERS = memory.data<u8>([0x6d, 0x65, 0x6d, 0x62, 0x65, 0x72, 0x73, 0]);
