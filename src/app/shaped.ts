import type { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import { UsageError } from './errors.ts';
import type { YamlFile } from './yaml-file.ts';

export interface ShapedOptions {
  /** Where a key belongs that stands in the wrong place; null: nowhere. */
  readonly homeOf?: (key: string) => string | null;
}

/** The file's content by a schema of yaml-shape; the first mistake in it is one sentence with its place. */
export function shaped<Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
  { homeOf = () => null }: ShapedOptions = {},
): z.infer<Schema> {
  const result = schema.safeParse(file.value);
  if (result.success) return result.data;
  const reading = { file, homeOf };
  const faults = withoutEchoes(result.error.issues, file.value).flatMap((issue) =>
    faultsOf(issue, [], reading),
  );
  const [first, ...more] = faults.toSorted((a, b) => a.offset - b.offset);
  throw new UsageError(`${first?.sentence}${more.length > 0 ? ` (and ${more.length} more to mend)` : ''}`);
}

type Path = readonly PropertyKey[];

interface Reading {
  readonly file: YamlFile;
  readonly homeOf: (key: string) => string | null;
}

interface Fault {
  readonly offset: number;
  readonly sentence: string;
}

/** What a mapping lacks often stands in it under a mistyped key, which is said already. */
function withoutEchoes(issues: readonly z.core.$ZodIssue[], value: unknown): readonly z.core.$ZodIssue[] {
  const unknown = issues.filter((each) => each.code === 'unrecognized_keys');
  const mistyped = new Set(unknown.map((each) => each.path.join('.')));
  return issues.filter(({ code, path }) => {
    if (code === 'custom') return !mistyped.has(path.join('.'));
    const missing = valueAt(value, path) === undefined;
    return !(missing && mistyped.has(path.slice(0, -1).join('.')));
  });
}

function faultsOf(issue: z.core.$ZodIssue, above: Path, reading: Reading): readonly Fault[] {
  const path = [...above, ...issue.path];
  const { file } = reading;
  const found = valueAt(file.value, path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path, reading);
  if (issue.code === 'invalid_key') return [refusedKey(issue, path, file)];
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.at(Array.isArray(found) ? -1 : 0) ?? []; // oneOrMany: the list comes last
    return branch.flatMap((each) => faultsOf(each, path, reading));
  }
  return [{ offset: file.offset(path), sentence: `${file.place(path)}: ${complaint(issue, path, found)}` }];
}

function unknownKeys(
  { keys, message }: z.core.$ZodIssueUnrecognizedKeys,
  path: Path,
  { file, homeOf }: Reading,
): readonly Fault[] {
  const whose = named(path) === '' ? 'here' : `of ${named(path)}`;
  return keys.map((key) => {
    const near = nearest(key, message.split(', '));
    const home = homeOf(key);
    const hint = home
      ? `it belongs in ${home}`
      : near
        ? `did you mean ${near}?`
        : `expected one of ${message}`;
    const sentence = `${file.place(path, key)}: ${shown(key)} is no key ${whose}; ${hint}`;
    return { offset: file.offset(path, key), sentence };
  });
}

function refusedKey({ issues }: z.core.$ZodIssueInvalidKey, path: Path, file: YamlFile): Fault {
  const [parent, key] = [path.slice(0, -1), String(path.at(-1))];
  const sentence = `${file.place(parent, key)}: ${named(parent)}: found ${shown(key)}, expected ${issues[0]?.message}`;
  return { offset: file.offset(parent, key), sentence };
}

function complaint(issue: z.core.$ZodIssue, path: Path, found: unknown): string {
  const name = named(path);
  if (found === undefined) return `${name} is missing: expected ${issue.message}`;
  return `${name === '' ? '' : `${name}: `}found ${shown(found)}, expected ${issue.message}`;
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}

/** `thresholds.passwordPolicy`, `intents[2]`; which rule of a list it is the place tells. */
function named(path: Path): string {
  const [start, ...more] = typeof path[0] === 'number' ? path.slice(1) : path;
  if (start === undefined) return '';
  const step = (key: PropertyKey): string =>
    typeof key === 'number' ? `[${key}]` : `.${clipped(String(key))}`;
  return `${clipped(String(start))}${more.map(step).join('')}`;
}

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(clipped(value));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
}

function clipped(value: string): string {
  return value.length <= 60 ? value : `${value.slice(0, 59)}…`;
}
