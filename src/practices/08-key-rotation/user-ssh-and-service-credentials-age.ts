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
  controls: ['nist-800-53-r5:ac_2_1', 'iso-27001-2022:A.5.15'],
  equivalents: [],
  rationale:
    'These credentials open repositories and data stores without MFA, and no access-key report shows them.',
  remediation: 'Upload or generate a new one, move its user over, and delete the old.',
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
