import { unread } from '../../model/reading.ts';
import type { AccessKey, User } from '../../model/resources/iam.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { idleKeyFix } from '../fix/access-key-fix.ts';

/** A console form or a template makes user and key within moments; a key asked for later takes longer. */
const INITIAL_SETUP_MINUTES = 10;

/** CIS AWS Foundations: a person with a password asks for a key when it is needed, and gets none with the account. */
export const userNoInitialAccessKey = defineCheck({
  id: 'user-no-initial-access-key',
  title: 'Console users hold no unused access key from their creation',
  practice: 8,
  severity: 'low',
  resource: 'AWS::IAM::User',
  reads: [
    'iam:GetAccountAuthorizationDetails',
    'iam:GetLoginProfile',
    'iam:ListAccessKeys',
    'iam:GetAccessKeyLastUsed',
  ],
  changedBy: ['iam:CreateAccessKey', 'iam:CreateLoginProfile'],
  controls: [
    'cis-aws-1.4.0:1.11',
    'cis-aws-1.5.0:1.11',
    'cis-aws-2.0.0:1.11',
    'cis-aws-3.0.0:1.11',
    'cis-aws-4.0.0:1.11',
    'cis-aws-5.0.0:1.10',
    'cis-aws-6.0.0:2.10',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-01',
    'iso-27001-2022:A.5.17',
  ],
  equivalents: ['prowler:iam_user_no_setup_initial_access_key'],
  rationale:
    'A key handed out unasked lies in a mailbox or a downloads folder, as good as the password and without MFA.',
  remediation: 'Delete the key; let the user ask for one if it turns out to be needed.',
  fix: idleKeyFix('{evidence.unused[]}'),
  evaluate(user) {
    const { loginProfile, accessKeys } = user;
    if (loginProfile.status === 'read' && !loginProfile.value) return notApplicable();
    if (accessKeys.status === 'unread') return unknown([loginProfile, accessKeys]);
    const initial = accessKeys.value.filter((key) => key.status === 'Active' && maybeCreatedWith(user, key));
    if (loginProfile.status === 'unread') return unknown(loginProfile);
    const undated = initial.filter((key) => minutesAfter(user, key) === null);
    const unusedKeys = initial.filter(
      (key) => key.lastUsed.status === 'read' && !key.lastUsed.value.lastUsedDate,
    );
    const unused = unusedKeys.filter((key) => !undated.includes(key)).map((key) => key.accessKeyId);
    const evidence = {
      userCreateDate: user.createDate,
      initialKeys: initial.map((key) => key.accessKeyId),
      unused,
    };
    if (unused.length > 0)
      return fail(`${user.id} got access key ${unused.join(', ')} at creation and never used it.`, evidence);
    const missing = initial.map((key) => key.lastUsed).filter((each) => each.status === 'unread');
    if (missing.length > 0) return unknown(missing, evidence);
    if (undated.some((key) => unusedKeys.includes(key))) return unknown(noDate, evidence);
    return pass(`${user.id} holds no unused access key from its creation.`, evidence);
  },
});

const noDate = unread('iam:ListAccessKeys', 'MissingTime: the key or its user has no creation date');

function maybeCreatedWith(user: User, key: AccessKey): boolean {
  const minutes = minutesAfter(user, key);
  return minutes === null || minutes <= INITIAL_SETUP_MINUTES;
}

/** Null when either has no date. */
function minutesAfter(user: User, key: AccessKey): number | null {
  const minutes = (Date.parse(key.createDate) - Date.parse(user.createDate)) / 60_000;
  return Number.isNaN(minutes) ? null : minutes;
}
