import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { CHECK_IDS } from '../../app/choose-checks.ts';
import { FRAMEWORK_IDS } from '../../app/choose-frameworks.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { program } from '../program.ts';
import { completionScript } from './completion-script.ts';
import { allCommands, completionSpec } from './completion-spec.ts';

const whole = (): Command => program({ exitCode: 0 });
const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const folder = mkdtempSync(join(tmpdir(), 'rampart-completion-'));
mkdirSync(join(folder, 'some-folder'));
writeFileSync(join(folder, 'some file.json'), '');
writeFileSync(join(folder, 'other.json'), '');
const scripts = Object.fromEntries(
  await Promise.all(
    SHELLS.map(async (shell) => {
      const path = join(folder, `rampart.${shell}`);
      writeFileSync(path, await completionScript(shell, whole()));
      return [shell, path] as const;
    }),
  ),
) as Record<Shell, string>;

/** What readline would be given, in a bash that has just read the script. */
function bash(line: string): readonly string[] {
  const program = `
    source ${scripts.bash}
    COMP_LINE=$1 COMP_POINT=\${#1}
    _rampart
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  return lines(
    execFileSync('bash', ['--norc', '-c', program, 'bash', line], { cwd: folder, encoding: 'utf8' }),
  );
}

/** What zsh's completion system is given, and the line it makes of it, in a terminal of zsh's own making. */
function inZsh(line: string): string {
  const program = `
    zmodload zsh/zpty
    zpty child zsh -f -i
    zpty -w child 'PROMPT=""; stty -echo; autoload -Uz compinit && compinit -u -D; cd ${folder}; source ${scripts.zsh}'
    zpty -w child 'compadd() { if [[ " $* " == *" -O "* || " $* " == *" -A "* || " $* " == *" -D "* ]]; then builtin compadd "$@"; return; fi; local -a found; builtin compadd -A found "$@"; print -rl -- "HIT:"$^found; builtin compadd "$@"; }'
    zpty -w child 'finish() { print -r -- "LINE:$BUFFER:"; zle kill-whole-line; }; zle -N finish; bindkey "^X" finish; zstyle ":completion:*" verbose no; LISTMAX=9999; print READY-$((1+1))'
    zpty -r -m child seen '*READY-2*'
    zpty -w -n child "$1"$'\\t\\x18'
    zpty -r -m child seen '*LINE:*:*'
    print -r -- $seen`;
  return spawnSync('zsh', ['-f', '-c', program, 'zsh', line], { encoding: 'utf8', timeout: 15_000 }).stdout;
}

function zsh(line: string): readonly string[] {
  return [...inZsh(line).matchAll(/HIT:([^\r\n]*)/g)].map(([, hit = '']) => hit);
}

function fish(line: string): readonly string[] {
  const program = `source ${scripts.fish}; complete -C ${JSON.stringify(line)}`;
  const home = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder };
  const stdout = execFileSync('fish', ['-c', program], { cwd: folder, encoding: 'utf8', env: home });
  return lines(stdout).map((each) => each.split('\t')[0] ?? '');
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((each) => each !== '');
}

const COMPLETE: Readonly<Record<Shell, (line: string) => readonly string[]>> = { bash, zsh, fish };
const commandNames = whole().commands.map((each) => each.name());

test('every command and every flag of the program is completed', async () => {
  const commands = allCommands(await completionSpec(whole()));
  expect(commands.map((each) => each.path)).toEqual(
    expect.arrayContaining(['', 'scan', 'checks list', 'completion']),
  );
  for (const { options } of commands)
    expect(options.some((each) => each.names.includes('--help'))).toBe(true);
});

test('a flag of which nothing is known is refused, so that nobody forgets it', async () => {
  const more = whole();
  more.commands[0]?.option('--novelty <THING>', 'new');
  await expect(completionSpec(more)).rejects.toThrow(/nothing is known to complete scan --novelty <THING>/);
});

describe.each(SHELLS)('%s', (shell) => {
  const there = spawnSync(shell, ['-c', 'true']).status === 0;
  if (!there) console.warn(`Completion is not tried out in ${shell}: there is none on the PATH.`);
  const complete = COMPLETE[shell];
  const flagsOf = (name: string): readonly string[] =>
    (whole().commands.find((each) => each.name() === name)?.options ?? []).flatMap(({ long }) =>
      long ? [long] : [],
    );

  test.skipIf(!there)('reads the script without complaint', () => {
    const { status, stderr } = spawnSync(shell, ['-n', scripts[shell]], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test.skipIf(!there).each([
    ['rampart ', commandNames],
    ['rampart s', commandNames.filter((each) => each.startsWith('s'))],
    ['rampart checks ', ['list', 'show']],
    ['rampart checks list --output json --severity hi', ['high']],
    ['rampart completion ', ['bash', 'zsh', 'fish']],
    ['rampart checks show s3-bucket-v', CHECK_IDS.filter((each) => each.startsWith('s3-bucket-v'))],
    ['rampart scan --check ', CHECK_IDS],
    ['rampart scan --check root-mfa --check root-', CHECK_IDS.filter((each) => each.startsWith('root-'))],
    ['rampart scan --profile scan --fail-on ', [...SEVERITIES, 'never']],
    ['rampart checks list --severity ', [...SEVERITIES]],
    ['rampart scan --practice 1', ['1', '10', '11', '12']],
    ['rampart scan --framework cis', FRAMEWORK_IDS.filter((each) => each.startsWith('cis'))],
    ['rampart role --format ', ['json', 'cloudformation', 'terraform']],
  ])('completes %j', (line, expected) => {
    expect(complete(line).toSorted()).toEqual(expected.toSorted());
  });

  test.skipIf(!there)('completes flags', () => {
    const found = complete('rampart diff --').map((each) => each.replace(/=$/, ''));
    expect(found.toSorted()).toEqual([...flagsOf('diff'), '--help'].sort());
  });

  test.skipIf(!there)('completes files and folders', () => {
    expect(complete('rampart diff o').map(asTyped)).toEqual(['other.json']);
    expect(complete('rampart explain abcd --assessment so').map(asTyped)).toContain('some file.json');
    const folders = 'rampart scan --aws-json so';
    if (shell === 'zsh') expect(inZsh(folders)).toContain('LINE:rampart scan --aws-json some-folder/:');
    else expect(complete(folders).map(asTyped)).toEqual(['some-folder']);
  });

  test.skipIf(!there)('completes a format, and the file it goes to', () => {
    expect(complete('rampart scan --output ht').map((each) => each.replace(/=$/, ''))).toEqual(['html']);
    const [file = ''] = complete('rampart scan --output json=oth');
    expect(file.replace(/^json=/, '')).toBe('other.json');
  });

  test.skipIf(!there)('completes after an equals sign', () => {
    const found = complete('rampart scan --fail-on=cri').map((each) => each.replace(/^--fail-on=/, ''));
    expect(found).toEqual(['critical']);
  });
});

/** Each shell has its own way to mark a folder and to quote. */
function asTyped(candidate: string): string {
  return candidate.replace(/\/$/, '').replaceAll('\\', '');
}
