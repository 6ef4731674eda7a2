import { Column, newColumn } from './column';

const FEWEST_ROWS = 4096;

/** The columns, and of each row when it was, the number of its file, and its place there. */
const MOST_COLUMNS = 64;
const COLUMNS = memory.data(MOST_COLUMNS << 2);
export let columnCount = 0;
export let rows = 0;
let roomForRows = FEWEST_ROWS;
export let times: usize = heap.alloc((FEWEST_ROWS as usize) << 3);
export let files: usize = heap.alloc((FEWEST_ROWS as usize) << 2);
export let places: usize = heap.alloc((FEWEST_ROWS as usize) << 2);

export function column(place: i32): Column {
  return load<Column>(COLUMNS + ((place as usize) << 2));
}

export function addColumn(isExact: bool): i32 {
  store<Column>(COLUMNS + ((columnCount as usize) << 2), newColumn(isExact, roomForRows));
  columnCount += 1;
  return columnCount - 1;
}

/** A row of which the columns have the codes that stand there. */
export function addRow(codes: usize, micros: f64, file: i32, place: i32): void {
  if (rows == roomForRows) moreRoom();
  const at = (rows as usize) << 2;
  for (let each: usize = 0; each < (columnCount as usize) << 2; each += 4)
    store<i32>(load<Column>(COLUMNS + each).codes + at, load<i32>(codes + each));
  store<f64>(times + (at << 1), micros);
  store<i32>(files + at, file);
  store<i32>(places + at, place);
  rows += 1;
}

function moreRoom(): void {
  const size = (roomForRows as usize) << 3;
  for (let place = 0; place < columnCount; place += 1) {
    const each = column(place);
    each.codes = heap.realloc(each.codes, size);
  }
  times = heap.realloc(times, size << 1);
  files = heap.realloc(files, size);
  places = heap.realloc(places, size);
  roomForRows *= 2;
}

/** Takes back the rows from that one on. */
export function cutAt(row: i32): void {
  rows = row;
}

/** Forgets all rows and texts. */
export function clear(): void {
  rows = 0;
  for (let place = 0; place < columnCount; place += 1) column(place).clear();
}
