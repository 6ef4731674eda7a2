import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoTrailFacts } from '../../lab/demo-trail.ts';
import { LAB_SETTINGS } from '../../lab/lab-settings.ts';
import { NOT_RECORDED } from '../../lab/not-recorded.ts';
import { assess } from '../assess/assess.ts';
import type { Finding } from '../model/finding.ts';
import type { JsonValue } from '../model/json.ts';
import { readSnapshot } from '../sources/snapshot-file/snapshot-file.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Check } from './check.ts';
import { filledFix } from './fix/filled-fix.ts';
import { placeholdersOf, replacePlaceholders, valueOf } from './fix/placeholder.ts';

let findings: ReadonlyMap<string, readonly Finding[]>;

beforeAll(async () => {
  const snapshot = await readSnapshot(join(import.meta.dirname, '../../lab/demo/organisation.snapshot'));
  const trail = await demoTrailFacts(snapshot.header.asOf);
  findings = Map.groupBy(
    assess(snapshot, { checks: CATALOGUE, settings: LAB_SETTINGS, trail }).findings,
    (each) => each.check,
  );
});

const failuresOf = (check: string): readonly Finding[] =>
  (findings.get(check) ?? []).filter((each) => each.status === 'fail');

const EACH = CATALOGUE.map((check) => [check.id, check] as const);
const IN_THE_DEMO = EACH.filter(([id]) => NOT_RECORDED[id]?.flawed === undefined);

const linesOf = ({ fix }: Check): readonly string[] => fix.cli?.split('\n') ?? [];

/** There is no API for it: the root user's devices are assigned in the console, signed in as the root user. */
const IN_THE_CONSOLE = ['root-hardware-mfa', 'root-mfa', 'root-mfa-backup-device'];

test('every check has a fix by the AWS CLI, but for what is done in the console', () => {
  const without = CATALOGUE.filter(({ fix }) => !fix.cli).map((check) => check.id);
  expect(without.toSorted()).toEqual(IN_THE_CONSOLE);
});

/** A zsh runs a `#` line at its prompt: what stands there must do nothing. */
const REMARK = /^# [\w ,./:+@%=-]+$/;
/** Inert without quotes, wherever it stands; `<NAME>` alone makes a shell refuse the line. */
const BARE = /^[\w./:+@%=,|<>[\]{}-]+$/;
/** JSON, a JMESPath, an ARN: nothing in single quotes means anything to a shell. */
const QUOTED = /^'[^'\n]+'$/;

test.each(EACH)(
  '%s: the commands are one line each, and shells take them as they are meant',
  (_id, check) => {
    for (const line of linesOf(check)) {
      const [, remark, later] = /^(#[^:]*): (aws .*)$/.exec(line) ?? [];
      if (line.startsWith('#')) {
        expect(replacePlaceholders(remark ?? line, () => 'x')).toMatch(REMARK);
        if (!later) continue;
      }
      const command = later ?? line;
      expect(command).toMatch(/^aws [a-z0-9-]+ [a-z0-9-]+ ?/);
      expect(command).toBe(command.trim());
      const words = command.match(/(?:'[^']*'|[^ '])+/g) ?? [];
      expect(words.join(' ')).toBe(command);
      for (const word of words)
        expect(word === '&&' || QUOTED.test(word) || BARE.test(word), word).toBe(true);
    }
  },
);

test.each(IN_THE_DEMO)('%s: something fills in each placeholder', (id, check) => {
  const text = `${check.fix.cli ?? ''}\n${check.fix.terraform ?? ''}`;
  for (const placeholder of new Set(placeholdersOf(text))) {
    const filled = (findings.get(id) ?? []).some((finding) => valueOf(placeholder, finding) !== undefined);
    expect(filled, placeholder).toBe(true);
  }
});

test.each(IN_THE_DEMO)('%s: no failure leaves a placeholder as it is', (id, check) => {
  expect(failuresOf(id)).not.toEqual([]);
  for (const finding of failuresOf(id)) {
    const { cli, terraform } = filledFix(check, finding);
    expect(placeholdersOf(`${cli} ${terraform}`)).toEqual([]);
    expect(`${cli} ${terraform}`).not.toMatch(/undefined|\[object|\{evidence|\{id\}/);
  }
});

describe('with hostile names', () => {
  /** With a line break, which takes other quotes, and without. */
  const HOSTILE = [
    `x'; echo > pwned; $(echo > pwned) \`echo > pwned\` "\${y}" > pwned\n#`,
    `x'; echo > pwned; $(echo > pwned) \`echo > pwned\` "\${y}" > pwned #`,
  ];

  function hostile(value: JsonValue | undefined, text: string): JsonValue {
    if (typeof value === 'string') return `${value}${text}`;
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map((each) => hostile(each, text));
    if (typeof value !== 'object' || value === null) return value ?? null;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hostile(inner, text)]));
  }

  const poisoned = (finding: Finding, text: string): Finding => ({
    ...finding,
    account: `${finding.account}${text}`,
    region: `${finding.region}${text}`,
    evidence: hostile(finding.evidence, text) as Finding['evidence'],
    resource: {
      ...finding.resource,
      id: `${finding.resource.id}${text}`,
      arn: `${finding.resource.arn}${text}`,
      name: `${finding.resource.name}${text}`,
    },
  });

  /** How many arguments each command has; what a shell would do beside them is left in the folder. */
  function run(cli: string, folder: string): readonly string[] {
    const lines = cli.replace(/^#[^:\n]*: aws /gm, 'aws ').replace(/<[\w-]+>/g, 'X');
    const script = `aws() { printf '%s\\n' "$#"; }\n${lines}`;
    // Should the quoting be wrong, nothing that the names say finds a command, nor anything but this folder.
    const env = { PATH: join(folder, 'none'), HOME: folder };
    return execFileSync('/bin/bash', ['-c', script], { cwd: folder, env, encoding: 'utf8' }).split('\n');
  }

  test.each(HOSTILE)(
    'every command keeps its arguments, and nothing else is run: %j',
    (text) => {
      const folder = mkdtempSync(join(tmpdir(), 'rampart-hostile-'));
      try {
        for (const check of CATALOGUE) {
          const [finding] = failuresOf(check.id);
          if (!finding) continue;
          const plain = filledFix(check, finding).cli;
          const other = filledFix(check, poisoned(finding, text)).cli;
          if (plain && other) expect(run(other, folder), check.id).toEqual(run(plain, folder));
        }
        expect(readdirSync(folder)).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
