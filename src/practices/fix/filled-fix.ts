import type { Finding } from '../../model/finding.ts';
import type { Check, Fix } from '../check.ts';
import { filledCommands } from './filled-commands.ts';
import { filledHcl } from './filled-hcl.ts';

/**
 * The check's fix for one finding, ready to copy. Whatever the finding cannot tell, or cannot safely stand there, is
 * left as `<NAME>` for its reader to fill in.
 */
export function filledFix({ fix }: Pick<Check, 'fix'>, finding: Finding): Fix {
  return {
    cli: fix.cli ? filledCommands(fix.cli, finding) : null,
    terraform: fix.terraform ? filledHcl(fix.terraform, finding) : null,
  };
}
