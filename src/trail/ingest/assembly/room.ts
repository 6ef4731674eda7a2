/** Grows; what is in it is lost then. */
@unmanaged
export class Room {
  start: usize;
  size: usize;

  of(size: usize): usize {
    if (size > this.size) {
      if (this.start != 0) heap.free(this.start);
      this.size = size + (size >> 1);
      this.start = heap.alloc(this.size);
    }
    return this.start;
  }
}

export function newRoom(): Room {
  const room = changetype<Room>(heap.alloc(offsetof<Room>()));
  room.start = 0;
  room.size = 0;
  return room;
}
