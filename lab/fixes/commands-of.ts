import { spawnSync } from 'node:child_process';

const LATER = /^#[^:]*: (aws .*)$/;

export type StandIn = (name: string) => string;
export type Command = readonly string[];

/**
 * The commands of a filled fix, those for later included, as the arguments that a real shell makes of them. `standIn`
 * gives what its reader would put for `<NAME>`.
 */
export function commandsOf(cli: string, standIn: StandIn): readonly Command[] {
  return [...commandsAtOnce(cli, standIn), ...commandsForLater(cli, standIn)];
}

export function commandsAtOnce(cli: string, standIn: StandIn): readonly Command[] {
  return argumentsOf(
    cli.split('\n').filter((line) => !line.startsWith('#')),
    standIn,
  );
}

export function commandsForLater(cli: string, standIn: StandIn): readonly Command[] {
  return argumentsOf(
    cli.split('\n').flatMap((line) => LATER.exec(line)?.[1] ?? []),
    standIn,
  );
}

function argumentsOf(templates: readonly string[], standIn: StandIn): readonly Command[] {
  const lines = templates.map((line) => withStandIns(line, standIn));
  const script = `aws() { printf '%s\\0' "$@"; printf '\\n\\0'; }\n${lines.join('\n')}`;
  const { stdout, stderr, status } = spawnSync('/bin/bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    // Should a fix be quoted wrongly, what it says finds no command.
    env: { PATH: '' },
  });
  if (status !== 0 || stderr !== '') throw new Error(`${stderr}\n${script}`);
  return stdout
    .split('\n\0')
    .slice(0, -1)
    .map((command) => command.split('\0').slice(0, -1));
}

/** `<RULES-TO-KEEP>,` is a list of what there is already, and here there is nothing. */
export function withStandIns(text: string, standIn: StandIn): string {
  return text
    .replace(/<[A-Z-]+-TO-KEEP>,?/g, '')
    .replace(/<([A-Za-z0-9-]+)>/g, (_whole, name: string) => standIn(name));
}
