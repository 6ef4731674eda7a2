import { Command } from 'commander';
import { printable } from '../report/printable.ts';
import { asTime } from './as-time.ts';
import { collectRegion } from './source-flags.ts';

export function suppressionsCommand(): Command {
  const check = new Command('check')
    .description('validate a file of suppression rules, and name those that have expired')
    .argument('<file>', 'the file')
    .option('--as-of <TIME>', 'expired by this time, ISO 8601 (default: now)', asTime);
  check.action(async (file: string, { asOf = new Date().toISOString() }: { readonly asOf?: string }) => {
    const { describeSuppressions } = await import('../app/suppressions/describe-suppressions.ts');
    const lines = (await describeSuppressions(file, asOf)).split('\n');
    process.stdout.write(lines.map(printable).join('\n'));
  });
  return new Command('suppressions')
    .description('files of suppression rules')
    .addCommand(check)
    .addCommand(importCommand());
}

interface ImportFlags {
  readonly out?: string;
  readonly prowlerRegion?: string;
}

function importCommand(): Command {
  return new Command('import')
    .description("turn Prowler's mute list into suppression rules that hide no more than it mutes")
    .argument('<mutelist>', "Prowler's YAML file")
    .option('-o, --out <FILE>', 'the file to write, which must not be there yet (default: standard output)')
    .option(
      '--prowler-region <NAME>',
      "region of Prowler's profile, where it reports IAM and its like",
      oneRegion,
    )
    .action(async (mutelist: string, { out, prowlerRegion }: ImportFlags) => {
      const { importFile } = await import('../app/suppressions/prowler/import-file.ts');
      const { text, said } = await importFile(mutelist, {
        ...(out === undefined ? {} : { out }),
        ...(prowlerRegion === undefined ? {} : { prowlerRegion }),
      });
      process.stdout.write(text);
      for (const each of said) process.stderr.write(`rampart: ${printable(each)}\n`);
    });
}

function oneRegion(value: string): string {
  return collectRegion(value, [])[0] ?? value;
}
