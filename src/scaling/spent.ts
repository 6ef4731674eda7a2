/** What went on in a stretch of time, in requests' worth of work. */
export interface Spent {
  offered: number;
  filtered: number;
  served: number;
  lost: number;
  capacity: number;
  /** The users' part of what was lost. */
  lostOfUsers: number;
  /** Requests as load balancers count them. */
  requests: number;
  /** Seconds in which something was lost. */
  short: number;
}

export function nothingSpent(): Spent {
  return { offered: 0, filtered: 0, served: 0, lost: 0, capacity: 0, lostOfUsers: 0, requests: 0, short: 0 };
}

export function clearSpent(spent: Spent): void {
  spent.offered = 0;
  spent.filtered = 0;
  spent.served = 0;
  spent.lost = 0;
  spent.capacity = 0;
  spent.lostOfUsers = 0;
  spent.requests = 0;
  spent.short = 0;
}

export function addSpent(to: Spent, from: Spent): void {
  to.offered += from.offered;
  to.filtered += from.filtered;
  to.served += from.served;
  to.lost += from.lost;
  to.capacity += from.capacity;
  to.lostOfUsers += from.lostOfUsers;
  to.requests += from.requests;
  to.short += from.short;
}
