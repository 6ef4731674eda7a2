import { isIdentityCenterRole, isServiceLinked } from '../../inventory/aws-owned-role.ts';
import { roleTrust } from '../../inventory/trust/role-trust.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * The maximum binds people and programs that assume the role. It does not bind sessions that a service makes for
 * itself, nor those of Identity Center, whose permission sets have their own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html#id_roles_update-session-duration
 */
export const roleSessionDuration = defineCheck({
  id: 'role-session-duration',
  title: 'Role sessions end within a working day',
  practice: 9,
  severity: 'low',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListRoles'],
  changedBy: ['iam:CreateRole', 'iam:UpdateRole'],
  controls: ['nist-800-53-r5:AC-12'],
  equivalents: [],
  rationale:
    'Stolen session credentials work until they run out, and nothing but a new deny rule ends them sooner.',
  remediation:
    "Lower the role's maximum session duration (iam:UpdateRole); clients ask for a new session when it ends.",
  fix: {
    cli: 'aws iam update-role --role-name {id} --max-session-duration {evidence.limitSeconds}',
    terraform: dedented(`
      # Role {id}
      resource "aws_iam_role" "this" {
        max_session_duration = {evidence.limitSeconds}
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(role, { inventory, settings }) {
    if (isServiceLinked(role) || isIdentityCenterRole(role)) return notApplicable();
    const trust = roleTrust(inventory, role);
    if (trust.status === 'unread') return unknown([trust, role.maxSessionDuration]);
    if (trust.value.every((each) => each.kind === 'service')) return notApplicable();
    if (role.maxSessionDuration.status === 'unread') return unknown(role.maxSessionDuration);
    const hours = role.maxSessionDuration.value / 3600;
    const limitHours = settings.maxSessionHours;
    const evidence = { maxSessionHours: hours, limitHours, limitSeconds: limitHours * 3600 };
    const summary = `Sessions of ${role.id} may last ${counted(hours, 'hour')}; the limit is ${settings.maxSessionHours}.`;
    return hours > settings.maxSessionHours ? fail(summary, evidence) : pass(summary, evidence);
  },
});
