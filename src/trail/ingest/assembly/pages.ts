import { chosen, chosenAt, chosenCount } from './chosen';
import { Column } from './column';
import { newRoom } from './room';
import { column, times } from './table';

/** A page of plain values is about so large. */
const PAGE_BYTES: usize = 1 << 20;
const LONGEST_VARINT: usize = 5;

/** Of a column: which rows have a text (1) or none (0), the numbers of the texts, and which code each number stands for. */
const levelsRoom = newRoom();
const indicesRoom = newRoom();
const codesRoom = newRoom();
const numbersRoom = newRoom();
let levels: usize = 0;
let indices: usize = 0;
let codes: usize = 0;
/** So many have a text, and so many texts there are. */
export let filled = 0;
export let different = 0;

/** Looks through a column of the rows that are chosen: those of a chunk. */
export function index(place: i32): void {
  const all = column(place);
  levels = levelsRoom.of((chosenCount as usize) << 2);
  indices = indicesRoom.of((chosenCount as usize) << 2);
  codes = codesRoom.of((chosenCount as usize) << 2);
  // Of each code its number, plus one.
  const size = (all.different as usize) << 2;
  const numbers = numbersRoom.of(size);
  memory.fill(numbers, 0, size);
  filled = 0;
  different = 0;
  for (let at: usize = 0; at < (chosenCount as usize) << 2; at += 4) {
    const code = load<i32>(all.codes + ((load<i32>(chosen + at) as usize) << 2));
    store<i32>(levels + at, code == -1 ? 0 : 1);
    if (code == -1) continue;
    const number = numbers + ((code as usize) << 2);
    if (load<i32>(number) == 0) {
      store<i32>(codes + ((different as usize) << 2), code);
      different += 1;
      store<i32>(number, different);
    }
    store<i32>(indices + ((filled as usize) << 2), load<i32>(number) - 1);
    filled += 1;
  }
}

/** What was written last: a dictionary, or a page of version 1, whose values stand behind their levels and how long these are. */
const outRoom = newRoom();
export let out: usize = 0;
export let outLength: i32 = 0;

/** The texts that the numbers stand for, each after its length. */
export function writeDictionary(place: i32): void {
  const all = column(place);
  out = outRoom.of(sizeOfTexts(all, different));
  outLength = (writeTexts(all, different, out) - out) as i32;
}

function sizeOfTexts(all: Column, count: i32): usize {
  let size: usize = 0;
  for (let at: usize = 0; at < (count as usize) << 2; at += 4)
    size += (all.lengthOf(load<i32>(codes + at)) as usize) + 4;
  return size;
}

/** Those of the first codes. @returns behind the last. */
function writeTexts(all: Column, count: i32, start: usize): usize {
  let to = start;
  for (let at: usize = 0; at < (count as usize) << 2; at += 4) {
    const code = load<i32>(codes + at);
    const length = all.lengthOf(code);
    store<u32>(to, length);
    memory.copy(to + 4, all.startOf(code), length as usize);
    to += (length as usize) + 4;
  }
  return to;
}

/** Begins a page of these rows with which of them have a value. @returns where their values are to be written. */
function beginPage(from: i32, to: i32, size: usize): usize {
  out = outRoom.of(4 + runsRoom(to - from, 1) + size);
  const end = writeRuns(levels + ((from as usize) << 2), to - from, 1, out + 4);
  store<u32>(out, (end - out - 4) as u32);
  return end;
}

function endPage(end: usize): void {
  outLength = (end - out) as i32;
}

/** A page of the numbers, after how many bits they have. */
export function writeIndices(): void {
  const bits = different <= 1 ? 0 : 32 - clz(different - 1);
  const start = beginPage(0, chosenCount, runsRoom(filled, bits) + 1);
  store<u8>(start, bits);
  endPage(writeRuns(indices, filled, bits, start + 1));
}

/** A page of the texts of the rows from there on, as many as make one. @returns behind the last of the rows. */
export function writePlain(place: i32, from: i32): i32 {
  const all = column(place);
  let size: usize = 0;
  let row = from;
  let values = 0;
  while (row < chosenCount && size < PAGE_BYTES) {
    const code = load<i32>(all.codes + ((chosenAt(row) as usize) << 2));
    row += 1;
    if (code == -1) continue;
    store<i32>(codes + ((values as usize) << 2), code);
    values += 1;
    size += (all.lengthOf(code) as usize) + 4;
  }
  endPage(writeTexts(all, values, beginPage(from, row, size)));
  return row;
}

/** When the rows were, and the first and the last time. */
export let earliest: f64 = 0;
export let latest: f64 = 0;

/** A page of them. */
export function writeTimes(): void {
  const start = beginPage(0, chosenCount, (chosenCount as usize) << 3);
  earliest = Infinity;
  latest = -Infinity;
  for (let row: usize = 0; row < (chosenCount as usize); row += 1) {
    const micros = load<f64>(times + ((load<i32>(chosen + (row << 2)) as usize) << 3));
    store<i64>(start + (row << 3), micros as i64);
    earliest = min(earliest, micros);
    latest = max(latest, micros);
  }
  endPage(start + ((chosenCount as usize) << 3));
}

/** The most that so many numbers of so many bits take. */
function runsRoom(count: i32, bits: i32): usize {
  return ((count as usize) / 8 + 2) * ((bits as usize) + LONGEST_VARINT + 4);
}

/**
 * Numbers, in runs of one that is repeated and in groups of eight.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 *
 * @returns behind the last byte.
 */
function writeRuns(numbers: usize, count: i32, bits: i32, start: usize): usize {
  let to = start;
  let at = 0;
  while (at < count) {
    const run = runAt(numbers, at, count, count);
    if (run >= 8 || bits == 0) {
      to = writeRepeated(load<u32>(numbers + ((at as usize) << 2)), run, bits, to);
      at += run;
    } else {
      const end = endOfGroups(numbers, at, count);
      to = writeGroups(numbers, at, end, count, bits, to);
      at = min(end, count);
    }
  }
  return to;
}

/** How many are the same from there on, at most so many. */
function runAt(numbers: usize, at: i32, count: i32, most: i32): i32 {
  const first = load<u32>(numbers + ((at as usize) << 2));
  const end = min(count, at + most);
  let next = at + 1;
  while (next < end && load<u32>(numbers + ((next as usize) << 2)) == first) next += 1;
  return next - at;
}

/** Groups of eight, up to one that begins a run. */
function endOfGroups(numbers: usize, from: i32, count: i32): i32 {
  let at = from + 8;
  while (at < count && runAt(numbers, at, count, 8) < 8) at += 8;
  return at;
}

function writeRepeated(number: u32, count: i32, bits: i32, start: usize): usize {
  let to = writeVarint((count as u32) << 1, start);
  for (let shift = 0; shift < bits; shift += 8) {
    store<u8>(to, number >> shift);
    to += 1;
  }
  return to;
}

function writeGroups(numbers: usize, from: i32, end: i32, count: i32, bits: i32, start: usize): usize {
  let to = writeVarint(((((end - from) as u32) >> 3) << 1) | 1, start);
  let held: u64 = 0;
  let heldBits = 0;
  for (let at = from; at < end; at += 1) {
    const number: u32 = at < count ? load<u32>(numbers + ((at as usize) << 2)) : 0;
    held |= (number as u64) << heldBits;
    heldBits += bits;
    while (heldBits >= 8) {
      store<u8>(to, held as u8);
      to += 1;
      held >>= 8;
      heldBits -= 8;
    }
  }
  return to;
}

function writeVarint(number: u32, start: usize): usize {
  let left = number;
  let to = start;
  while (left >= 0x80) {
    store<u8>(to, (left & 0x7f) | 0x80);
    to += 1;
    left >>= 7;
  }
  store<u8>(to, left);
  return to + 1;
}
