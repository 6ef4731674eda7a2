import { Command, Option } from 'commander';
import type { PolicyFlags } from '../../app/iam/policy-set-of-files.ts';
import type { RequestFlags } from '../../app/iam/request-of.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { collectText } from '../repeatable.ts';
import { type SourceFlags, sourceNamed } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface AuthorizeFlags extends SourceFlags, ListFlags, PolicyFlags, RequestFlags {
  readonly expect?: 'allow' | 'deny';
  readonly ignoreUnread?: boolean;
  readonly color: boolean;
}

const HELP = `
The policies are those of the accounts (the principal's own and its groups', boundary, service and resource control
policies, the resource's own policy), or those of files alone.
Exit codes: 0 answered; 1 the answer is not what --expect says; 3 unknown, because something was not read.
Examples:
  rampart iam authorize --snapshot org.snapshot --principal ci-deploy --action iam:PassRole \\
      --resource arn:aws:iam::111122223333:role/admin --context iam:PassedToService=ec2.amazonaws.com
  rampart iam authorize --principal arn:aws:iam::111122223333:role/app --action s3:GetObject \\
      --resource arn:aws:s3:::logs/x --identity-policy app.json --scp root.json --scp ou.json --expect allow
`;

export function authorizeCommand(outcome: Outcome): Command {
  const command = new Command('authorize')
    .description('whether AWS allows a request, which statements decide, and why')
    .option(
      '--principal <PRINCIPAL>',
      'who asks: an ARN, a name in the accounts, a service, an account, or "*"',
    )
    .option('--action <ACTION>', 's3:GetObject')
    .option('--resource <ARN>', 'what for (default: *, for actions that take no resource)')
    .option('--context <KEY=VALUE>', 'a condition key of the request; repeatable', collectText, [])
    .option('--session-issuer <ARN>', 'the role or user that a session was made from')
    .option('--principal-account <ID>', 'the account of who asks, where its ARN does not tell it')
    .option('--resource-account <ID>', 'the account of the resource, where its ARN does not tell it')
    .option('--request <FILE>', 'all of that from a file in JSON; "-" is standard input')
    .option('--any-action', 'take an action that AWS does not document')
    .addOption(new Option('--expect <EFFECT>', 'exit with 1 for another answer').choices(['allow', 'deny']))
    .option('--ignore-unread', 'answer as if there were nothing but what was read')
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(addPolicyFlags(command))
    .addHelpText('after', HELP)
    .action(async (flags: AuthorizeFlags) => {
      outcome.exitCode = await authorize(flags);
    });
}

function addPolicyFlags(command: Command): Command {
  return command
    .optionsGroup('Policies of files, in JSON:')
    .option(
      '--identity-policy <FILE>',
      'of the user and its groups, or the role; repeatable',
      collectText,
      [],
    )
    .option('--boundary <FILE>', 'its permissions boundary')
    .option('--session-policy <FILE>', 'of the session; repeatable', collectText, [])
    .option('--resource-policy <FILE>', "the resource's own: a bucket, key or trust policy")
    .option(
      '--scp <FILE[,FILE]>',
      'service control policies of a level, the root first; repeatable',
      collectText,
      [],
    )
    .option(
      '--rcp <FILE[,FILE]>',
      'resource control policies of a level, the root first; repeatable',
      collectText,
      [],
    )
    .option(
      '--vpc-endpoint-policy <FILE>',
      'of the endpoint that it goes through; repeatable',
      collectText,
      [],
    )
    .option('--management-account <ID>', 'which the control policies do not bind');
}

async function authorize(flags: AuthorizeFlags): Promise<number> {
  const { authorizeByFiles, authorizeExitCode, authorizeInAccounts, printedDecision } = await import(
    '../../app/iam/authorize-request.ts'
  );
  const { decidesByFiles, policySetOfFiles } = await import('../../app/iam/policy-set-of-files.ts');
  const { requestOf } = await import('../../app/iam/request-of.ts');
  const byFiles = decidesByFiles(flags, sourceNamed(flags));
  const request = await requestOf(requestFlags(flags));
  const policies = await policySetOfFiles(flags);
  if (byFiles) {
    const answer = authorizeByFiles(request, policies);
    process.stdout.write(printedDecision(answer, flags.output, terminalOf(flags)));
    return authorizeExitCode(answer, flags.expect);
  }
  const { identityPolicies: _, ...given } = policies;
  const { snapshot, exitCode } = await readSource(flags, { resourcePolicies: true });
  const ignoreUnread = flags.ignoreUnread ?? false;
  const answer = authorizeInAccounts(snapshot, request, given, { ignoreUnread });
  process.stdout.write(printedDecision(answer, flags.output, terminalOf(flags)));
  return exitCode ?? authorizeExitCode(answer, flags.expect);
}

function requestFlags(flags: AuthorizeFlags): RequestFlags {
  const { request, principal, sessionIssuer, principalAccount, action, resource, resourceAccount } = flags;
  const { context, anyAction } = flags;
  return {
    request,
    principal,
    sessionIssuer,
    principalAccount,
    action,
    resource,
    resourceAccount,
    context,
    anyAction,
  };
}
