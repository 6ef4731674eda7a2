export { choose } from './chosen';
export {
  count,
  counts,
  earliest as earliestRows,
  firsts,
  group,
  groupCount,
  groups,
  latest as latestRows,
  numbersFor,
  splitByColumn,
  splitByNumbers,
} from './groups';
export { order, sums } from './order';
export { lookAt, outlineAt, outlines, texts } from './outline';
export {
  different,
  earliest,
  filled,
  index,
  latest,
  out,
  outLength,
  writeDictionary,
  writeIndices,
  writePlain,
  writeTimes,
} from './pages';
export {
  addMember,
  addPrincipal,
  beginFile,
  endRow,
  inputFor,
  newRow,
  restart,
  setNeeded,
  setText,
  setTold,
  take,
  textFor,
} from './reader';
export { addColumn, column, cutAt, files, places, rows, times } from './table';
