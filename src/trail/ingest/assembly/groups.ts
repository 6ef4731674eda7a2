import { MIX } from './bytes';
import { chosen, chosenCount } from './chosen';
import { newRoom } from './room';
import { column, rows, times } from './table';

/** Of each row the number of its group. */
const groupsRoom = newRoom();
export let groups: usize = 0;
export let groupCount = 0;
/** Of each group its first row. */
const firstsRoom = newRoom();
export let firsts: usize = 0;
/** Pairs that are groups: the group before and a number above, the group plus one below. */
const pairsRoom = newRoom();
const numbersRoom = newRoom();
/** Of each row a number to be told apart by. */
let numbers: usize = 0;

/** All rows are one group. */
export function group(): void {
  const size = (rows as usize) << 2;
  groups = groupsRoom.of(size);
  memory.fill(groups, 0, size);
  firsts = firstsRoom.of(size + 4);
  store<i32>(firsts, 0);
  groupCount = min(rows, 1);
}

/** Tells apart by the texts of a column. Two texts may be the same where it is not exact. */
export function splitByColumn(place: i32): void {
  split(column(place).codes);
}

/** Where a number for each row is to be written. */
export function numbersFor(): usize {
  numbers = numbersRoom.of((rows as usize) << 2);
  return numbers;
}

export function splitByNumbers(): void {
  split(numbers);
}

function split(by: usize): void {
  let slots: u32 = 1024;
  while (slots < (rows as u32) * 2) slots *= 2;
  const mask = (slots - 1) as u64;
  const pairs = pairsRoom.of((slots as usize) * 16);
  memory.fill(pairs, 0, (slots as usize) * 16);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    const at = (row as usize) << 2;
    const pair = ((load<u32>(groups + at) as u64) << 32) | (load<u32>(by + at) as u64);
    let slot = ((pair * MIX) >> 32) & mask;
    while (true) {
      const found = pairs + ((slot as usize) << 4);
      const known = load<i32>(found, 8);
      if (known == 0) {
        store<u64>(found, pair);
        store<i32>(firsts + ((count as usize) << 2), row);
        count += 1;
        store<i32>(found, count, 8);
        store<i32>(groups + at, count - 1);
        break;
      }
      if (load<u64>(found) == pair) {
        store<i32>(groups + at, known - 1);
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  groupCount = count;
}

/** Of each group how many of the chosen rows it has, and the first and the last of them by time. */
const countsRoom = newRoom();
export let counts: usize = 0;
const earliestRoom = newRoom();
export let earliest: usize = 0;
const latestRoom = newRoom();
export let latest: usize = 0;

export function count(): void {
  const size = (groupCount as usize) << 2;
  counts = countsRoom.of(size);
  earliest = earliestRoom.of(size);
  latest = latestRoom.of(size);
  memory.fill(counts, 0, size);
  for (let at: usize = 0; at < (chosenCount as usize) << 2; at += 4) {
    const row = load<i32>(chosen + at);
    const group = (load<i32>(groups + ((row as usize) << 2)) as usize) << 2;
    const known = load<i32>(counts + group);
    store<i32>(counts + group, known + 1);
    if (known == 0 || timeOf(row) < timeOf(load<i32>(earliest + group))) store<i32>(earliest + group, row);
    if (known == 0 || timeOf(row) > timeOf(load<i32>(latest + group))) store<i32>(latest + group, row);
  }
}

function timeOf(row: i32): f64 {
  return load<f64>(times + ((row as usize) << 3));
}
