/**
 * The identifiers of a recorded account, and their copies: copy 0 is the original, every other copy is written in
 * the original's form (`vpc-0abc…` stays an id of 17 hexadecimal digits, a UUID a UUID) and can be read back.
 */
export type IdentifierSet = {
  has(token: string): boolean;
  copyOf(identifier: string, copy: number): string;
  /** The identifier and copy that a token stands for. */
  read(token: string): { readonly identifier: string; readonly copy: number } | undefined;
};

type Form = {
  readonly matches: RegExp;
  readonly write: (identifier: string, index: number, copy: number) => string;
  /** Index of the identifier, or the identifier itself, and the copy, out of a written token. */
  readonly read: (token: string) => { readonly of: number | string; readonly copy: number } | undefined;
};

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const fromHex = (digits: string | undefined): number => Number.parseInt(digits ?? '', 16);

function indexed(pattern: RegExp): Form['read'] {
  return (token) => {
    const found = pattern.exec(token);
    return found === null ? undefined : { of: fromHex(found[1]), copy: fromHex(found[2]) };
  };
}

function suffixed(pattern: RegExp): Form['read'] {
  return (token) => {
    const found = pattern.exec(token);
    return found === null ? undefined : { of: found[1] ?? '', copy: Number(found[2]) };
  };
}

const forms: readonly Form[] = [
  {
    // Resource ids: vpc-0a1b2c3d, subnet-0123456789abcdef0.
    matches: /^[a-z]{1,12}-[0-9a-f]{8}(?:[0-9a-f]{9})?$/,
    write: (identifier, index, copy) => `${identifier.split('-')[0]}-${hex(index, 8)}${hex(copy, 9)}`,
    read: indexed(/^[a-z]{1,12}-([0-9a-f]{8})([0-9a-f]{9})$/),
  },
  {
    matches: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    write: (identifier, index, copy) => `${hex(index, 8)}-${identifier.slice(9, 23)}-${hex(copy, 12)}`,
    read: indexed(/^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})$/),
  },
  {
    // The last part of a load balancer's ARN.
    matches: /^[0-9a-f]{16}$/,
    write: (_identifier, index, copy) => `${hex(index, 8)}${hex(copy, 8)}`,
    read: indexed(/^([0-9a-f]{8})([0-9a-f]{8})$/),
  },
  {
    // Key and principal ids: AKIA…, AROA…, a hosted zone's Z…, a distribution's E….
    matches: /^[A-Z0-9]{10,}$/,
    write: (identifier, _index, copy) => `${identifier}X${copy}`,
    read: suffixed(/^([A-Z0-9]{10,})X(\d+)$/),
  },
  {
    matches: /^/,
    write: (identifier, _index, copy) => `${identifier}-x${copy}`,
    read: suffixed(/^(.+)-x(\d+)$/),
  },
];

export function identifierSet(names: Iterable<string>): IdentifierSet {
  const all = [...new Set(names)].toSorted();
  const indexes = new Map(all.map((name, index) => [name, index]));

  const copyOf = (identifier: string, copy: number): string => {
    const form = forms.find((each) => each.matches.test(identifier));
    const index = indexes.get(identifier);
    if (copy === 0 || form === undefined || index === undefined) return identifier;
    return form.write(identifier, index, copy);
  };

  return {
    has: (token) => indexes.has(token),
    copyOf,
    read(token) {
      if (indexes.has(token)) return { identifier: token, copy: 0 };
      for (const form of forms) {
        const found = form.read(token);
        const identifier = typeof found?.of === 'number' ? all[found.of] : found?.of;
        if (found === undefined || identifier === undefined || !indexes.has(identifier)) continue;
        if (copyOf(identifier, found.copy) === token) return { identifier, copy: found.copy };
      }
      return undefined;
    },
  };
}
