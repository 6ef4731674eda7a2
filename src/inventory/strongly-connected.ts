interface Frame {
  readonly node: string;
  readonly successors: readonly string[];
  next: number;
}

/**
 * Tarjan's strongly connected components, each after all that it leads to; linear, and without recursion, as chains
 * may be as long as an organisation is large.
 */
export function stronglyConnected(
  edges: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const lower = (node: string, to: number): void => {
    low.set(node, Math.min(low.get(node) ?? to, to));
  };
  const enter = (node: string): Frame => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, successors: edges.get(node) ?? [], next: 0 };
  };
  const close = (node: string): void => {
    const component = open.splice(open.lastIndexOf(node));
    for (const each of component) isOpen.delete(each);
    components.push(component);
  };
  for (const root of edges.keys()) {
    const path: Frame[] = order.has(root) ? [] : [enter(root)];
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const successor = frame.successors[frame.next++];
      if (successor !== undefined) {
        const seen = order.get(successor);
        if (seen === undefined) path.push(enter(successor));
        else if (isOpen.has(successor)) lower(frame.node, seen);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      const reached = low.get(frame.node);
      if (parent && reached !== undefined) lower(parent.node, reached);
      if (reached === order.get(frame.node)) close(frame.node);
    }
  }
  return components;
}
