import { wideSumOf } from './bytes';
import { chosen, chosenCount } from './chosen';
import { Column } from './column';
import { newRoom } from './room';
import { column, times } from './table';

/** Room to merge rows from one into the other. */
const onesRoom = newRoom();
const othersRoom = newRoom();
const sumsRoom = newRoom();
let rows: usize = 0;
let merged: usize = 0;

/** The chosen rows by time, then by the bytes of their texts in that column, which they all have. @returns where. */
export function order(place: i32): usize {
  const texts = column(place);
  const count = chosenCount;
  const size = (count as usize) << 2;
  rows = onesRoom.of(size);
  merged = othersRoom.of(size);
  memory.copy(rows, chosen, size);
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width)
      merge(texts, start, min(start + width, count), min(start + 2 * width, count));
    const other = rows;
    rows = merged;
    merged = other;
  }
  return rows;
}

/** Of each chosen row a sum of its text in that column, which they all have, in as many bits as a number holds. @returns where. */
export function sums(place: i32): usize {
  const texts = column(place);
  const found = sumsRoom.of((chosenCount as usize) << 3);
  for (let at: usize = 0; at < (chosenCount as usize); at += 1) {
    const code = load<i32>(texts.codes + ((load<i32>(chosen + (at << 2)) as usize) << 2));
    store<f64>(found + (at << 3), (wideSumOf(texts.startOf(code), texts.lengthOf(code)) >> 11) as f64);
  }
  return found;
}

/** Two runs that are in order, up to `middle` and from there on, into one. */
function merge(texts: Column, start: i32, middle: i32, end: i32): void {
  let left = start;
  let right = middle;
  for (let to = start; to < end; to += 1) {
    const isLeft = right == end || (left < middle && !isBefore(texts, rowAt(right), rowAt(left)));
    store<i32>(merged + ((to as usize) << 2), rowAt(isLeft ? left : right));
    if (isLeft) left += 1;
    else right += 1;
  }
}

function rowAt(place: i32): i32 {
  return load<i32>(rows + ((place as usize) << 2));
}

function isBefore(texts: Column, one: i32, other: i32): bool {
  const time = load<f64>(times + ((one as usize) << 3));
  const otherTime = load<f64>(times + ((other as usize) << 3));
  if (time != otherTime) return time < otherTime;
  const code = load<i32>(texts.codes + ((one as usize) << 2));
  const otherCode = load<i32>(texts.codes + ((other as usize) << 2));
  const length = texts.lengthOf(code);
  const otherLength = texts.lengthOf(otherCode);
  const found = memory.compare(
    texts.startOf(code),
    texts.startOf(otherCode),
    min(length, otherLength) as usize,
  );
  return found < 0 || (found == 0 && length < otherLength);
}
