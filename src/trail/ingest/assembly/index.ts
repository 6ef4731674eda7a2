export { firsts, group, groupCount, groups, numbersFor, splitByColumn, splitByNumbers } from './groups';
export {
  different,
  earliest,
  filled,
  index,
  latest,
  out,
  outLength,
  rowsFor,
  writeDictionary,
  writeIndices,
  writeLevels,
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
  sumAt,
  take,
  textFor,
} from './reader';
export { shapeAt } from './shape';
export { addColumn, column, cutAt, files, places, rows, times } from './table';
