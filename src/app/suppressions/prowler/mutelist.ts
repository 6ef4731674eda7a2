import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import { shaped } from '../../shaped.ts';
import type { YamlFile } from '../../yaml-file.ts';
import { listOf, mapping } from '../../yaml-shape.ts';

const texts = (what: string) => listOf(z.string({ error: 'a text' }), `a list of ${what}`);

const exceptionsSchema = mapping(
  {
    Accounts: texts('account ids').exactOptional(),
    Regions: texts('regions').exactOptional(),
    Resources: texts('resources').exactOptional(),
    Tags: texts('tags').exactOptional(),
  },
  'a mapping of exceptions',
);

const entrySchema = mapping(
  {
    Regions: texts('regions'),
    Resources: texts('resources'),
    Tags: texts('tags').exactOptional(),
    Exceptions: exceptionsSchema.exactOptional(),
    Description: z.string({ error: 'a text' }).exactOptional(),
  },
  'a mapping with Regions and Resources',
);

const checks = z.record(z.string(), entrySchema, { error: 'a mapping of checks' });
const accounts = z.record(z.string(), mapping({ Checks: checks }, 'a mapping with Checks'), {
  error: 'a mapping of accounts',
});

/** Prowler's file, as its own schema wants it (4 and later). */
const mutelistSchema = mapping(
  { Mutelist: mapping({ Accounts: accounts }, 'a mapping with Accounts') },
  'the mute list of Prowler 4 or later, a mapping with Mutelist',
);

export type Exceptions = z.infer<typeof exceptionsSchema>;

/** What is muted for one check, or one pattern of checks, of one account. */
export interface MuteEntry {
  /** `mutelist.yaml:12` */
  readonly line: string;
  /** An account id, or `*`. */
  readonly account: string;
  readonly check: string;
  readonly regions: readonly string[];
  readonly resources: readonly string[];
  readonly tags: readonly string[];
  readonly exceptions: Exceptions;
  readonly description: string | null;
}

/** In their order, which matters to exceptions. */
export function muteEntries(file: YamlFile): readonly MuteEntry[] {
  if (file.value === null) throw new UsageError(`${file.path} is empty: expected a mute list of Prowler`);
  const { Accounts } = shaped(file, mutelistSchema).Mutelist;
  return Object.entries(Accounts).flatMap(([account, { Checks }]) =>
    Object.entries(Checks).map(([check, entry]) => ({
      line: file.line(['Mutelist', 'Accounts', account, 'Checks'], check),
      account,
      check,
      regions: entry.Regions,
      resources: entry.Resources,
      tags: entry.Tags ?? [],
      exceptions: entry.Exceptions ?? {},
      description: entry.Description ?? null,
    })),
  );
}
