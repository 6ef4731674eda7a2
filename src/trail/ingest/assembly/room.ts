/** Grows; what is in it is lost then. Where there is no more memory it is as before. */
@unmanaged
export class Room {
  start: usize;
  size: usize;

  of(size: usize): usize {
    if (size > this.size) {
      const room = size + (size >> 1);
      const start = heap.alloc(room);
      if (this.start != 0) heap.free(this.start);
      this.start = start;
      this.size = room;
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
