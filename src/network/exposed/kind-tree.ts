interface Node<T> {
  readonly branches: Map<string, Node<T>>;
  kind: T | null;
}

/** What is kept by a list of texts: step by step, for joining them would cost more than finding. */
export class KindTree<T extends object> {
  readonly #root = newNode<T>();

  /** The one that is kept, or else a new one from now on. */
  at(path: readonly string[], newKind: () => T): T {
    let node = this.#root;
    for (const text of path) node = branch(node, text);
    node.kind ??= newKind();
    return node.kind;
  }
}

function newNode<T>(): Node<T> {
  return { branches: new Map(), kind: null };
}

function branch<T>({ branches }: Node<T>, text: string): Node<T> {
  const known = branches.get(text);
  if (known) return known;
  const node = newNode<T>();
  branches.set(text, node);
  return node;
}
