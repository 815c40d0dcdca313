/** Things with a bound, the highest first: a binary heap. */
export class NodeHeap<T extends { readonly bound: number }> {
  private readonly nodes: T[] = [];

  get size(): number {
    return this.nodes.length;
  }

  get highest(): number {
    return this.nodes[0]?.bound ?? -Infinity;
  }

  push(node: T): void {
    const { nodes } = this;
    let at = nodes.push(node) - 1;
    for (let up = (at - 1) >> 1; at > 0 && nodes[up]!.bound < node.bound; at = up, up = (at - 1) >> 1) nodes[at] = nodes[up]!;
    nodes[at] = node;
  }

  pop(): T | undefined {
    const { nodes } = this;
    const [first, last] = [nodes[0], nodes.pop()];
    if (nodes.length === 0 || last === undefined) return first;
    let at = 0;
    for (let down = 1; down < nodes.length; down = 2 * at + 1) {
      if (down + 1 < nodes.length && nodes[down + 1]!.bound > nodes[down]!.bound) down++;
      if (nodes[down]!.bound <= last.bound) break;
      nodes[at] = nodes[down]!;
      at = down;
    }
    nodes[at] = last;
    return first;
  }
}
