import { daysBetween } from '../../model/days.ts';
import type { Reading } from '../../model/reading.ts';
import type { User, UserCredential } from '../../model/resources/iam.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

interface Kind {
  readonly name: string;
  readonly call: string;
  readonly of: (user: User) => Reading<readonly UserCredential[]>;
}

const KINDS: readonly Kind[] = [
  { name: 'SSH public key', call: 'iam:ListSSHPublicKeys', of: (user) => user.sshPublicKeys },
  {
    name: 'service credential',
    call: 'iam:ListServiceSpecificCredentials',
    of: (user) => user.serviceSpecificCredentials,
  },
  {
    name: 'signing certificate',
    call: 'iam:ListSigningCertificates',
    of: (user) => user.signingCertificates,
  },
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_ssh-keys.html and id_credentials_service-specific-creds.html */
export const userSshAndServiceCredentialsAge = defineCheck({
  id: 'user-ssh-and-service-credentials-age',
  title: 'SSH keys, service credentials and signing certificates of users are rotated in time',
  practice: 8,
  severity: 'low',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', ...KINDS.map((kind) => kind.call)],
  changedBy: [
    'iam:UploadSSHPublicKey',
    'iam:UpdateSSHPublicKey',
    'iam:CreateServiceSpecificCredential',
    'iam:UpdateServiceSpecificCredential',
  ],
  controls: [
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:IA-5f',
    'nist-csf-2.0:PR.AA-01',
    'pci-dss-4.0:8.6.3',
    'iso-27001-2022:A.5.17',
  ],
  equivalents: [],
  rationale:
    'These credentials open repositories and data stores without MFA, and no access-key report shows them.',
  remediation: 'Upload or generate a new one, move its user over, and delete the old.',
  fix: {
    cli: dedented(`
      # Once its user has moved to a new one, an SSH public key: aws iam update-ssh-public-key --user-name {id} --ssh-public-key-id {evidence.id} --status Inactive
      # Once its user has moved to a new one, a credential of a service: aws iam update-service-specific-credential --user-name {id} --service-specific-credential-id {evidence.id} --status Inactive
      # Once its user has moved to a new one, a signing certificate: aws iam update-signing-certificate --user-name {id} --certificate-id {evidence.id} --status Inactive`),
    terraform: dedented(`
      # Once its user has moved to a new one, {evidence.kind} {evidence.id} becomes Inactive: its aws_iam_user_ssh_key,
      # aws_iam_service_specific_credential or aws_iam_signing_certificate has the argument status`),
  },
  evaluate(user, context) {
    const outcomes = KINDS.flatMap((kind) => judgeKind(user, kind, context));
    return outcomes.length > 0 ? outcomes : notApplicable();
  },
});

function judgeKind(user: User, kind: Kind, context: CheckContext): readonly Outcome[] {
  const credentials = kind.of(user);
  if (credentials.status === 'unread') return [unknown(credentials, {}, kind.name)];
  const active = credentials.value.filter((each) => each.status === 'Active');
  return active.map((each) => judge(user, kind, each, context));
}

function judge(
  user: User,
  kind: Kind,
  credential: UserCredential,
  { asOf, settings }: CheckContext,
): Outcome {
  const { id, createDate, serviceName } = credential;
  const limit = settings.sshKeyMaxAgeDays;
  const age = daysBetween(createDate, asOf, kind.call);
  if (age.status === 'unread') return unknown(age, { kind: kind.name, id }, id);
  const evidence = { kind: kind.name, id, serviceName, createDate, ageDays: age.value, maxAgeDays: limit };
  const summary = `The ${kind.name} ${id} of ${user.id} is ${counted(age.value, 'day')} old; the limit is ${limit}.`;
  return age.value > limit ? fail(summary, evidence, id) : pass(summary, evidence, id);
}
