import type { Statement } from '../../policy-document.ts';
import type { Budget } from '../budget.ts';
import type { ActionIndex } from './action-index.ts';

/** Actions that the same statements of a policy are about make a class: the policy treats them alike. */
export class ActionClasses {
  /** Places in the index of the actions that some statement is about, ascending. */
  readonly members: Uint32Array;
  /** Of each class, the indexes of its statements, ascending; none are about class 0. */
  readonly statementsOf: readonly (readonly number[])[];
  /** Of each member. */
  readonly #classes: Uint32Array;

  constructor(classOf: Places, statementsOf: readonly (readonly number[])[]) {
    this.members = classOf.ascending();
    this.#classes = this.members.map((at) => classOf.get(at));
    this.statementsOf = statementsOf;
  }

  classAt(at: number): number {
    let low = 0;
    let high = this.members.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.members[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return this.members[low] === at ? (this.#classes[low] ?? 0) : 0;
  }
}

/** Numbers by place in the index, 0 where there is none. Most policies name few of its 22,000 actions. */
interface Places {
  get(at: number): number;
  set(at: number, to: number): void;
  ascending(): Uint32Array;
}

const FEW = 1024;

class FewPlaces implements Places {
  readonly #numbers = new Map<number, number>();

  get(at: number): number {
    return this.#numbers.get(at) ?? 0;
  }

  set(at: number, to: number): void {
    this.#numbers.set(at, to);
  }

  ascending(): Uint32Array {
    return Uint32Array.from(this.#numbers.keys()).sort();
  }
}

class ManyPlaces implements Places {
  readonly #numbers: Uint32Array;

  constructor(size: number) {
    this.#numbers = new Uint32Array(size);
  }

  get(at: number): number {
    return this.#numbers[at] ?? 0;
  }

  set(at: number, to: number): void {
    this.#numbers[at] = to;
  }

  ascending(): Uint32Array {
    const places: number[] = [];
    for (let at = 0; at < this.#numbers.length; at += 1) if (this.#numbers[at] !== 0) places.push(at);
    return Uint32Array.from(places);
  }
}

const WORK = 'expanding action patterns';

export function classesOf(
  statements: readonly Pick<Statement, 'actions' | 'notActions'>[],
  index: ActionIndex,
  budget: Budget,
): ActionClasses {
  const membersOf = statements.map(({ actions, notActions }) =>
    actions ? named(actions, index, budget) : allBut(notActions ?? [], index, budget),
  );
  const total = membersOf.reduce((sum, members) => sum + members.length, 0);
  const classOf = total > FEW ? new ManyPlaces(index.size) : new FewPlaces();
  const statementsOf: (readonly number[])[] = [[]];
  for (const [statement, members] of membersOf.entries()) {
    const split = new Map<number, number>();
    for (const at of members) {
      const from = classOf.get(at);
      let to = split.get(from);
      if (to === undefined) {
        to = statementsOf.length;
        statementsOf.push([...(statementsOf[from] ?? []), statement]);
        split.set(from, to);
      }
      classOf.set(at, to);
    }
  }
  return new ActionClasses(classOf, statementsOf);
}

/** Places in the index, none twice. */
function named(patterns: readonly string[], index: ActionIndex, budget: Budget): readonly number[] {
  const members: number[] = [];
  for (const pattern of patterns)
    budget.spend(1 + index.forEachMatch(pattern, (at) => void members.push(at)), WORK);
  return patterns.length > 1 ? [...new Set(members)] : members;
}

function allBut(patterns: readonly string[], index: ActionIndex, budget: Budget): readonly number[] {
  const isIn = new Uint8Array(index.size);
  for (const at of named(patterns, index, budget)) isIn[at] = 1;
  budget.spend(index.size, WORK);
  const members: number[] = [];
  for (let at = 0; at < index.size; at += 1) if (isIn[at] === 0) members.push(at);
  return members;
}
