import type { DiffNote } from '../model/diff.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Comparable } from './compared-assessment.ts';

/** What differs besides the account itself, so that nobody takes a change of ours for one of theirs. */
export function diffNotes(old: readonly Comparable[], fresh: Comparable): readonly DiffNote[] {
  const all = [...old, fresh];
  const baseline = old.at(-1);
  return [
    ...all.slice(1).flatMap((each, index) => order(all[index] as Comparable, each)), // index + 1 is within all
    ...all.flatMap(incomplete),
    ...(baseline ? between(baseline, fresh) : []),
  ];
}

function order(earlier: Comparable, later: Comparable): readonly DiffNote[] {
  const [first, second] = [earlier.header.asOf, later.header.asOf];
  if (Date.parse(first) <= Date.parse(second)) return [];
  const text = `${earlier.name} (as of ${first}) is later than ${later.name} (as of ${second}): give the oldest first`;
  return [{ kind: 'order', text }];
}

function incomplete({ name, header }: Comparable): readonly DiffNote[] {
  const { complete, incompleteReason } = header.coverage;
  if (complete) return [];
  return [{ kind: 'incomplete', text: `${name} is incomplete: ${incompleteReason ?? 'it broke off'}` }];
}

function between(old: Comparable, fresh: Comparable): readonly DiffNote[] {
  return [
    ...told('tool', old, fresh, ({ header }) => `rampart ${header.tool.version}`),
    ...told('source', old, fresh, ({ header }) => header.source),
    ...checks(old, fresh),
    ...settings(old.header.settings, fresh.header.settings),
    ...accounts(old, fresh),
    ...regions(old, fresh),
  ];
}

function told(
  kind: DiffNote['kind'],
  old: Comparable,
  fresh: Comparable,
  tell: (each: Comparable) => string,
): readonly DiffNote[] {
  const [was, is] = [tell(old), tell(fresh)];
  return was === is ? [] : [{ kind, text: `${old.name} is of ${was}, ${fresh.name} of ${is}` }];
}

function checks(old: Comparable, fresh: Comparable): readonly DiffNote[] {
  return onlyIn('checks', 'run', old, fresh, ({ header }) => header.checks);
}

function accounts(old: Comparable, fresh: Comparable): readonly DiffNote[] {
  return onlyIn('accounts', 'read', old, fresh, ({ header }) => header.accounts.map((each) => each.account));
}

/** Of the accounts that both have read. */
function regions(old: Comparable, fresh: Comparable): readonly DiffNote[] {
  const of = (side: Comparable, other: Comparable): readonly string[] =>
    side.header.accounts
      .filter(({ account }) => other.header.accounts.some((each) => each.account === account))
      .flatMap((each) => each.regions.map((region) => `${region} of ${each.account}`));
  return onlyIn('regions', 'read', old, fresh, (side) => of(side, side === old ? fresh : old));
}

const SHOWN = 8;

function onlyIn(
  kind: 'checks' | 'accounts' | 'regions',
  done: string,
  old: Comparable,
  fresh: Comparable,
  of: (each: Comparable) => readonly string[],
): readonly DiffNote[] {
  const [before, after] = [new Set(of(old)), new Set(of(fresh))];
  const note = (name: string, only: readonly string[]): readonly DiffNote[] => {
    if (only.length === 0) return [];
    const shown = only.slice(0, SHOWN).join(', ');
    const rest = only.length > SHOWN ? ` and ${only.length - SHOWN} more` : '';
    return [
      {
        kind,
        text: `${done} only in ${name}: ${only.length} ${only.length === 1 ? kind.slice(0, -1) : kind} (${shown}${rest})`,
      },
    ];
  };
  return [
    ...note(
      old.name,
      [...before].filter((each) => !after.has(each)),
    ),
    ...note(
      fresh.name,
      [...after].filter((each) => !before.has(each)),
    ),
  ];
}

function settings(before: JsonObject, after: JsonObject): readonly DiffNote[] {
  return changed('', before, after).map((text) => ({ kind: 'settings', text }));
}

/** `passwordPolicy.minimumLength was 14, is 8`, for each setting that differs. */
function changed(prefix: string, before: JsonObject, after: JsonObject): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (isObject(was) && isObject(is)) return changed(`${prefix}${name}.`, was, is);
    const [wasText, isText] = [shown(was), shown(is)];
    return wasText === isText ? [] : [`setting ${prefix}${name} was ${wasText}, is ${isText}`];
  });
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'not there';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
