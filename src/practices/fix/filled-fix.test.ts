import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { filledFix } from './filled-fix.ts';

const FINDING: Finding = {
  id: '00000000000000000000',
  check: 'a-check',
  practice: 1,
  status: 'fail',
  severity: 'high',
  account: '111122223333',
  region: 'eu-west-1',
  resource: {
    type: 'AWS::IAM::User',
    id: 'alice',
    arn: 'arn:aws-cn:iam::111122223333:user/alice',
    name: null,
    tags: null,
  },
  title: 'A title',
  summary: 'A sentence.',
  evidence: {},
  unread: [],
  controls: [],
  remediation: 'Mend it.',
};

function cli(
  template: string,
  evidence: JsonObject = {},
  resource: Partial<Finding['resource']> = {},
): string {
  const finding = { ...FINDING, evidence, resource: { ...FINDING.resource, ...resource } };
  return filledFix({ fix: { cli: template, terraform: null } }, finding).cli ?? '';
}

function hcl(template: string, evidence: JsonObject): string {
  const fix = { cli: null, terraform: template };
  return filledFix({ fix }, { ...FINDING, evidence }).terraform ?? '';
}

const PIECES = [
  "'",
  '"',
  '`',
  '$(x)',
  '${x}',
  '%{if}',
  '$',
  '%',
  '{',
  '}',
  '\\',
  '\n',
  '\r',
  '\t',
  '\u001b[31m',
  '\u202e',
  '\u0007',
  ';',
  '|',
  '&',
  '*',
  '?',
  '~',
  '!',
  '#',
  ' ',
  '-',
  '--',
  '=',
  '[',
  '<',
  '>',
  "a'; echo > pwned",
  '777',
  'é',
  '🚚',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })), {
    minLength: 1,
    maxLength: 12,
  })
  // NUL fits into no argument; a slash is no danger to quotes, only to the machine should they be wrong.
  .map((pieces) => pieces.join('').replace(/[\0/]/g, ''))
  .filter((text) => text !== '');
const manyHostile = fc.array(hostile, { minLength: 60, maxLength: 60 });

const END = 'end-of-line';

/** The arguments that a shell makes of each line, which prints them with an end mark. */
function argumentsOf(shell: string, lines: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-shell-'));
  try {
    return readIn(folder, shell, lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Should the quoting be wrong, the texts run: in a folder of their own, which stays empty else, without a command on
 * the PATH and without a home. None of them may do harm even so.
 */
function readIn(folder: string, shell: string, lines: readonly string[]): readonly string[] {
  const script = lines.map((line) => `printf '%s\\0' ${line}; printf '%s\\0' ${END}`).join('\n');
  const { stdout, status } = spawnSync(join('/bin', shell), ['-c', script], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: join(folder, 'none'), HOME: folder },
  });
  expect(status).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
  return stdout.split(`${END}\0`).slice(0, -1);
}

describe('a command', () => {
  test('takes the facts of the finding', () => {
    expect(cli('aws x --user-name {id} --name {name} --arn arn:{partition}:iam::{account}:x/{id}')).toBe(
      'aws x --user-name alice --name alice --arn arn:aws-cn:iam::111122223333:x/alice',
    );
    expect(cli('aws x --region {region} --days {evidence.rule.days}', { rule: { days: 7 } })).toBe(
      'aws x --region eu-west-1 --days 7',
    );
  });

  test('keeps the name of an ARN', () => {
    expect(cli('aws x {evidence.bucket|name}', { bucket: 'arn:aws:s3:::logs' })).toBe('aws x logs');
    const policies = ['arn:aws:iam::aws:policy/a/b', 'arn:aws:iam::aws:policy/c'];
    expect(cli('aws x {evidence.policies|name}', { policies })).toBe('aws x b c');
  });

  test('leaves what the finding cannot tell to its reader', () => {
    const template =
      'aws x --key {evidence.kmsKeyId} --keys {evidence.all} --arn arn:{partition}:{evidence.no}';
    expect(cli(template, { kmsKeyId: null, all: [] })).toBe(
      'aws x --key <KMS-KEY-ID> --keys <ALL> --arn arn:aws-cn:<NO>',
    );
    expect(cli('aws x {evidence.toString}', {})).toBe('aws x <TO-STRING>');
  });

  test('takes a list as several arguments, and the field of each item', () => {
    const keys = [{ id: 'a b' }, { id: 'c' }];
    expect(cli('aws x --ids {evidence.keys.id}', { keys })).toBe("aws x --ids 'a b' c");
  });

  test('is repeated for each item of a list', () => {
    const keys = [
      { id: 'k1', age: 1 },
      { id: 'k2', age: 2 },
    ];
    const template = '# Each\naws x --user {id} --key {evidence.keys[].id} --age {evidence.keys[].age}';
    expect(cli(template, { keys })).toBe(
      '# Each\naws x --user alice --key k1 --age 1\naws x --user alice --key k2 --age 2',
    );
    expect(cli('aws x {evidence.all.names[]}', { all: { names: ['a', 'b'] } })).toBe('aws x a\naws x b');
    expect(cli(template, { keys: [] })).toBe('# Each');
    expect(cli(template)).toBe('# Each\naws x --user alice --key <ID> --age <AGE>');
  });

  test('keeps JSON JSON', () => {
    const template = `aws x --policy '{"Id":"{id}","Resource":{evidence.arns},"Days":{evidence.days}}'`;
    expect(cli(template, { arns: ["a'b", 'c'], days: 3 })).toBe(
      `aws x --policy '{"Id":"alice","Resource":["a\\u0027b","c"],"Days":3}'`,
    );
    expect(cli(template)).toBe(`aws x --policy '{"Id":"alice","Resource":"<ARNS>","Days":"<DAYS>"}'`);
    expect(cli(`aws x 'arn:{partition}:x:{id}:*'`)).toBe(`aws x 'arn:aws-cn:x:alice:*'`);
    expect(cli(`aws x 'arn:{id}:*'`, {}, { id: "'" })).toBe(`aws x 'arn:<ID>:*'`);
  });

  test('takes no value for an option, nor for the name of a file', () => {
    expect(cli('aws x --user-name {id}', {}, { id: '--debug' })).toBe('aws x --user-name=--debug');
    expect(cli('aws x --user-name {id}', {}, { id: '-x y' })).toBe("aws x --user-name='-x y'");
    expect(cli('aws x --force {id} {id}', {}, { id: '--debug' })).toBe('aws x --force=--debug <ID>');
    expect(cli('aws x --ids {evidence.ids}', { ids: ['a', '--debug'] })).toBe('aws x --ids <IDS>');
    expect(cli('aws x --name {id}', {}, { id: 'file:///etc/passwd' })).toBe('aws x --name <ID>');
    expect(cli('aws x --name {id}', {}, { id: 'a\0b' })).toBe('aws x --name <ID>');
  });

  test('takes a whole value into JSON, and the later command of a remark', () => {
    const rules = [{ permission: { IpRanges: [{ CidrIp: "0.0.0.0/0'" }] }, direction: 'ingress' }];
    const template = `# Once {id} is unused: aws x '[{evidence.rules[].permission}]' --{evidence.rules[].direction}`;
    expect(cli(template, { rules })).toBe(
      `# Once alice is unused: aws x '[{"IpRanges":[{"CidrIp":"0.0.0.0/0\\u0027"}]}]' --ingress`,
    );
    expect(cli('# All of {evidence.ports}', { ports: [[22], [22, 23]] })).toBe('# All of 22, 23');
  });

  test('keeps the shape of the short form', () => {
    expect(cli('aws x Key=a,Value={id}', {}, { id: 'b,Key=c' })).toBe(`aws x 'Key=a,Value="b,Key=c"'`);
  });

  test('has remarks that stay inert where a shell runs them', () => {
    expect(cli('# Look at {id}', {}, { id: '$(x)\n`y`' })).toBe("# Look at $'$(x)\\012`y`'");
  });
});

test.each(['bash', 'sh'])('whatever is filled in reaches %s as the one argument that it is', (shell) => {
  fc.assert(
    fc.property(manyHostile, (texts) => {
      const lines = texts.map((id) => cli('x --id {id}', {}, { id }));
      for (const line of lines) expect(line).not.toMatch(/[\n\r\u001b\u202e]/);
      const kept = texts.flatMap((text, at) =>
        lines[at] === 'x --id <ID>' ? [] : [[text, lines[at] ?? '']],
      );
      const read = argumentsOf(
        shell,
        kept.map(([, line = '']) => line),
      );
      const wanted = kept.map(([text = '']) => text.toWellFormed());
      for (const [at, text] of wanted.entries()) {
        const joined = text.startsWith('-') ? `x\0--id=${text}\0` : `x\0--id\0${text}\0`;
        if (shell === 'sh' && lineOf(kept[at]).includes("$'"))
          expect(read[at]?.split('\0').length).toBe(joined.split('\0').length);
        else expect(read[at]).toBe(joined);
      }
    }),
    { numRuns: 15 },
  );
});

const lineOf = (pair: readonly string[] | undefined): string => pair?.[1] ?? '';

test('whatever is filled into JSON reaches the command as the text that it is', () => {
  fc.assert(
    fc.property(manyHostile, (texts) => {
      const lines = texts.map((id) => cli(`'{"a":"{id}","b":{evidence.all}}'`, { all: [id] }, { id }));
      for (const line of lines) expect(line).toMatch(/^'[ -&(-~]+'$/);
      const read = argumentsOf('sh', lines).map((each) => JSON.parse(each.slice(0, -1)) as unknown);
      expect(read).toEqual(texts.map((text) => ({ a: text.toWellFormed(), b: [text.toWellFormed()] })));
    }),
    { numRuns: 10 },
  );
});

describe('a Terraform text', () => {
  test('takes values in strings, as literals and in remarks', () => {
    const template =
      'x "this" {\n  # Of {evidence.name}\n  a = "{account}/{evidence.name}"\n  b = {evidence.all}\n}';
    expect(hcl(template, { name: 'q"\n', all: ['a"', 'b'] })).toBe(
      'x "this" {\n  # Of q"\\u000a\n  a = "111122223333/q\\"\\n"\n  b = ["a\\"", "b"]\n}',
    );
    expect(hcl(template, {})).toBe(
      'x "this" {\n  # Of <NAME>\n  a = "111122223333/<NAME>"\n  b = "<ALL>"\n}',
    );
    expect(hcl('# {evidence.all}\na = toset({evidence.all[]})', { all: ['b', 'c'] })).toBe(
      '# b, c\na = toset(["b", "c"])',
    );
    expect(hcl('a = toset({evidence.all[]})', {})).toBe('a = toset(["<ALL>"])');
  });
});

const terraform = spawnSync('terraform', ['version']).status === 0;
if (!terraform) console.warn('What is filled into HCL is not read back: there is no terraform on the PATH.');

test.skipIf(!terraform)(
  'whatever is filled into HCL is read back by Terraform as the text that it is',
  () => {
    const texts = fc.sample(hostile, { numRuns: 3000, seed: 17 });
    const values = texts.map((name, at) => hcl(`  v${at} = "{evidence.name}{evidence.name}-"`, { name }));
    const lists = texts.map((name, at) =>
      hcl(`  # {evidence.name}\n  l${at} = {evidence.all}`, { name, all: [name] }),
    );
    const read = terraformValues([...values, ...lists]);
    for (const [at, text] of texts.entries()) {
      // Terraform keeps its strings in normal form C.
      const wanted = text.toWellFormed();
      expect(read[`v${at}`]).toBe(`${wanted}${wanted}-`.normalize('NFC'));
      expect(read[`l${at}`]).toEqual([wanted.normalize('NFC')]);
    }
  },
  120_000,
);

function terraformValues(lines: readonly string[]): Readonly<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-hcl-'));
  try {
    writeFileSync(join(folder, 'main.tf'), `locals {\n all = {\n${lines.join('\n')}\n}\n}\n`);
    const input = 'base64encode(jsonencode(local.all))\n';
    const { stdout, stderr } = spawnSync('terraform', ['console'], { cwd: folder, input, encoding: 'utf8' });
    const encoded = /"([\w+/=]+)"/.exec(stdout)?.[1];
    if (encoded === undefined) throw new Error(`${stdout}${stderr}`);
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as Record<string, unknown>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
