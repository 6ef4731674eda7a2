import { Command, Option } from 'commander';
import { UsageError } from '../app/errors.ts';
import type { RoleFormat } from '../app/role/print-role.ts';
import type { RoleOptions } from '../app/role/scanner-role.ts';
import type { Practice } from '../model/practice.ts';
import { configOf } from './config-of.ts';
import { collectPractice, collectText } from './repeatable.ts';
import { DEFAULT_ROLE_NAME } from './source-flags.ts';

interface RoleFlags {
  readonly format: RoleFormat;
  readonly roleName?: string;
  readonly trust: readonly string[];
  readonly externalId?: string;
  readonly org?: boolean;
  readonly config?: string;
  readonly practice: readonly Practice[];
  readonly check: readonly string[];
}

const HELP = `
It only reads, and never a secret's value; docs/guides/role.md tells what each format is for.
Examples:
  rampart role --format cloudformation --trust 111122223333 > role.yaml
  rampart role --format terraform --trust arn:aws:iam::111122223333:role/ci --external-id 7f3a > role.tf
  rampart role --org --format cloudformation > organisation.yaml
`;

export function roleCommand(): Command {
  return new Command('role')
    .description("the least-privilege role of the scanner, made from the collectors' calls")
    .addOption(
      new Option('--format <FORMAT>', 'what to print')
        .choices(['json', 'cloudformation', 'terraform'] satisfies RoleFormat[])
        .default('json'),
    )
    .option(
      '--trust <PRINCIPAL>',
      'account id, or ARN of a role or user, that may assume it; repeatable (else a parameter of the template)',
      collectText,
      [],
    )
    .option('--external-id <ID>', 'external id that they must tell')
    .option(
      '--role-name <NAME>',
      `its name, with its path where it has one (default: with --org, organization.roleName of rampart.yaml; else ${DEFAULT_ROLE_NAME})`,
    )
    .option(
      '--org',
      'the role of the management or delegated account, which may list the accounts and assume the role of the same name in each, and (as a template) a stack set for those',
    )
    .option(
      '--config <FILE>',
      'with --org: name and external id of the roles as this file says them (default: ./rampart.yaml where there is one)',
    )
    .option(
      '--practice <1..12>',
      'only what the checks of this practice read; repeatable',
      collectPractice,
      [],
    )
    .option('--check <ID>', 'only what this check reads; repeatable', collectText, [])
    .addHelpText('after', HELP)
    .action(async (flags: RoleFlags) => {
      const { printedRole } = await import('../app/role/print-role.ts');
      const { format, trust, org = false, practice, check } = flags;
      const options = { trust, organization: org, practices: practice, checkIds: check };
      process.stdout.write(printedRole({ ...options, ...(await namesOf(flags)) }, format));
    });
}

/** A flag comes before the file's word, as in `scan --org`: the role must be the one that it assumes. */
async function namesOf({
  org = false,
  config,
  roleName,
  externalId,
}: RoleFlags): Promise<Pick<RoleOptions, 'roleName' | 'externalId'>> {
  if (!org && config !== undefined) throw new UsageError('--config has no effect without --org');
  const said = org ? (await configOf(config === undefined ? {} : { config }))?.organization : undefined;
  const id = externalId ?? said?.externalId;
  return {
    roleName: roleName ?? said?.roleName ?? DEFAULT_ROLE_NAME,
    ...(id === undefined ? {} : { externalId: id }),
  };
}
