export {
  addMember,
  addPrincipal,
  endRow,
  inputFor,
  newRow,
  setLatest,
  setNeeded,
  setText,
  setTold,
  take,
  textFor,
} from './reader';
export { addColumn, clear, column, cutAt, files, places, rows, times } from './table';
