import {
  ANY_ACTION,
  GRANT_ANYTHING,
  PUT_KEY_POLICY,
  SILENCE_TRAIL,
  USE_KEY,
} from '../../inventory/wide-right.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';
import { type PolicyRight, policyRightChecks } from '../policy-right-checks.ts';

/** "No attached policy": https://www.cisecurity.org/benchmark/amazon_web_services */
const CIS_ATTACHED = [
  'cis-aws-1.4.0:1.16',
  'cis-aws-1.5.0:1.16',
  'cis-aws-2.0.0:1.16',
  'cis-aws-3.0.0:1.16',
  'cis-aws-4.0.0:1.16',
  'cis-aws-5.0.0:1.15',
  'cis-aws-6.0.0:2.15',
  'cis-aws-7.0.0:2.14',
];

const RIGHTS: readonly PolicyRight[] = [
  {
    id: 'policy-no-full-admin',
    what: 'full administration',
    severity: 'high',
    rights: [[ANY_ACTION], GRANT_ANYTHING],
    controls: {
      managed: [...CIS_ATTACHED, 'aws-fsbp:IAM.1', 'iso-27001-2022:A.8.2', ...LEAST_PRIVILEGE],
      inline: ['iso-27001-2022:A.8.2', ...LEAST_PRIVILEGE],
    },
    attachedOnly: CIS_ATTACHED,
    equivalents: {
      managed: [
        'prowler:iam_customer_attached_policy_no_administrative_privileges',
        'prowler:iam_customer_unattached_policy_no_administrative_privileges',
        'config:iam-policy-no-statements-with-admin-access',
      ],
      inline: ['prowler:iam_inline_policy_no_administrative_privileges'],
    },
    rationale:
      'Who holds it owns the account: all services, all data, and whatever the policy leaves out it can give itself.',
    remediation:
      'Give each holder a policy for its task; keep administration to the few roles that are meant for it.',
  },
  {
    id: 'policy-no-full-kms',
    what: 'full access to KMS keys',
    severity: 'medium',
    rights: [[USE_KEY], [PUT_KEY_POLICY]],
    controls: { managed: LEAST_PRIVILEGE, inline: LEAST_PRIVILEGE },
    equivalents: {
      managed: ['prowler:iam_policy_no_full_access_to_kms'],
      inline: ['prowler:iam_inline_policy_no_full_access_to_kms'],
    },
    rationale:
      'Who both decrypts with every key and decides who else may reads all that is encrypted, and can lock everybody out.',
    remediation:
      'Let those who use keys decrypt with the keys that they need, and others administer keys without using them.',
  },
  {
    id: 'policy-no-full-cloudtrail',
    what: 'full access to CloudTrail',
    severity: 'medium',
    rights: SILENCE_TRAIL.map((right) => [right]),
    controls: {
      managed: [...LEAST_PRIVILEGE, 'nist-800-53-r5:AU-9a', 'pci-dss-4.0:10.3.2'],
      inline: [...LEAST_PRIVILEGE, 'nist-800-53-r5:AU-9a', 'pci-dss-4.0:10.3.2'],
    },
    equivalents: {
      managed: ['prowler:iam_policy_no_full_access_to_cloudtrail'],
      inline: ['prowler:iam_inline_policy_no_full_access_to_cloudtrail'],
    },
    rationale: 'An intruder who holds it stops or deletes every trail before anything else is done.',
    remediation:
      'Give those who read trails cloudtrail:Get*, Describe*, List* and LookupEvents; leave changes to the role that manages trails.',
  },
];

/**
 * By meaning, not by spelling. Full administration is any action of any service, with a grant among them by which
 * whatever a Deny or NotAction leaves out can be had all the same. Full access to keys is to use any and to write its
 * policy, which gives the rest; to trails, to stop, delete and change any.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const policyNoFull = RIGHTS.flatMap(policyRightChecks);
