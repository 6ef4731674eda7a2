import { newRoom } from './room';

/** The rows that something is asked about, in their order. */
const chosenRoom = newRoom();
export let chosen: usize = 0;
export let chosenCount = 0;

/** Where so many are to be written. */
export function choose(count: i32): usize {
  chosenCount = count;
  chosen = chosenRoom.of((count as usize) << 2);
  return chosen;
}

export function chosenAt(place: i32): i32 {
  return load<i32>(chosen + ((place as usize) << 2));
}
