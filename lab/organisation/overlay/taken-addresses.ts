/** Addresses of a Region's subnets, each given once. */
export class TakenAddresses {
  readonly #taken = new Set<string>();

  /** One of the block's upper half, away from those that moto hands out: the one drawn, or the next that is free. */
  take(block: string, drawn: number): string {
    const [base = '', size = '24'] = block.split('/');
    const octets = base.split('.').map(Number);
    const half = Number(size) > 24 ? 2 ** (31 - Number(size)) : 128;
    const room = Math.max(1, half - 2);
    for (let tried = 0; tried < room; tried++) {
      const offset = half + ((drawn + tried) % room);
      const address = [...octets.slice(0, 3), (octets[3] ?? 0) + offset].join('.');
      if (this.#taken.has(address)) continue;
      this.#taken.add(address);
      return address;
    }
    throw new Error(`the lab has no address left in ${block}`);
  }
}
