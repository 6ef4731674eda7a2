import type { PolicyDocument } from '../src/iam/policy-document.ts';
import type {
  AccountView,
  GroupView,
  HeldPolicyView,
  IamView,
  ManagedPolicyView,
  PrincipalView,
  WorkloadKind,
  WorkloadView,
} from '../src/iam/view/iam-view.ts';
import { read } from '../src/model/reading.ts';
import { aDocument, aManagedView, anAccountView, anInline, held } from '../test/builders/iam-view.ts';
import { ACCOUNT } from '../test/inventory-of.ts';
import { policyTexts, ROLE_KINDS, type TrustKind, trustedBy } from './generated-policies.ts';
import { randomNumbers } from './random-numbers.ts';

export interface AccountSize {
  readonly users: number;
  readonly roles: number;
  /** Managed, the account's own. */
  readonly policies: number;
  readonly seed?: number;
  /** Of so many users one may more than was meant; of roles and groups about as many. */
  readonly slipOf?: number;
}

/** An account such as grows over ten years, always the same for a size: teams, applications, pipelines, a few slips. */
export function generatedAccount(size: AccountSize): IamView {
  return new Generated(size).view();
}

const TEAMS = ['payments', 'search', 'data', 'platform', 'mobile', 'web', 'security', 'finance'];

class Generated {
  readonly #size: AccountSize;
  readonly #random: () => number;
  readonly #policies: readonly ManagedPolicyView[];
  readonly #boundaries: readonly ManagedPolicyView[];
  readonly #groups: readonly GroupView[];

  constructor(size: AccountSize) {
    this.#size = size;
    this.#random = randomNumbers(size.seed ?? 20_261_126);
    const texts = policyTexts(size.policies);
    this.#policies = texts.map(({ name, statements }, index) => ({
      ...aManagedView(name, aDocument(...statements)),
      otherVersions: index % 40 === 7 ? [{ versionId: 'v1', document: this.#oldVersion(index) }] : [],
    }));
    this.#boundaries = this.#policies.filter(({ name }) => name.startsWith('boundary-'));
    this.#groups = Array.from({ length: Math.max(4, Math.floor(size.users / 18)) }, (_, index) =>
      this.#group(index),
    );
  }

  view(): IamView {
    const users = Array.from({ length: this.#size.users }, (_, index) => this.#user(index));
    const kinds = ROLE_KINDS.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
    const roles = Array.from({ length: this.#size.roles }, (_, index) =>
      this.#role(index, kinds[(index * 37) % kinds.length] ?? 'account'),
    );
    return {
      accounts: [this.#account()],
      principals: [...users, ...roles],
      groups: this.#groups,
      managedPolicies: this.#policies,
      workloads: roles.flatMap((role) => this.#workloads(role)),
    };
  }

  #account(): AccountView {
    const named = (name: string, document: PolicyDocument) => ({ name, document });
    const full = named('FullAWSAccess', aDocument({ Action: '*', Resource: '*' }));
    const guard = aDocument(
      { Effect: 'Deny', Action: ['organizations:LeaveOrganization', 'account:*'], Resource: '*' },
      {
        Effect: 'Deny',
        Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'config:DeleteConfigRule'],
        Resource: '*',
        Condition: { ArnNotLike: { 'aws:PrincipalARN': `arn:aws:iam::*:role/platform-break-glass` } },
      },
    );
    const regions = aDocument({
      Effect: 'Deny',
      Action: ['ec2:*', 'lambda:*', 'rds:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
    });
    return anAccountView({
      organizationId: 'o-generated1',
      managementAccount: '999988887777',
      serviceControlPolicies: read([
        [full],
        [full, named('guard', guard)],
        [full, named('regions', regions)],
      ]),
      unlisted: new Set<WorkloadKind>([
        'AWS::CodeBuild::Project',
        'AWS::CloudFormation::Stack',
        'AWS::Glue::DevEndpoint',
        'AWS::SageMaker::NotebookInstance',
        'AWS::StepFunctions::StateMachine',
        'AWS::ECS::Task',
      ]),
    });
  }

  #user(index: number): PrincipalView {
    const random = this.#random;
    const team = this.#pick(TEAMS);
    const groups = [this.#pick(this.#groups), ...(random() < 0.4 ? [this.#pick(this.#groups)] : [])];
    const name = `user-${index}`;
    const isBounded = random() < 0.15;
    return {
      kind: 'user',
      arn: `arn:aws:iam::${ACCOUNT}:user/${team}/${name}`,
      account: ACCOUNT,
      id: `AIDA${String(index).padStart(16, '0')}`,
      name,
      tags: { team, ...(random() < 0.3 && { level: this.#pick(['junior', 'senior']) }) },
      policies: [
        ...(random() < 0.1 ? [this.#inline(`own-${index}`, team)] : []),
        ...(random() < 0.25 ? [held(this.#ordinary())] : []),
        ...(this.#slips(index, 5) ? [held(this.#policyNamed('slip-', index))] : []),
        ...[...new Set(groups)].flatMap(({ policies }) => policies),
      ],
      boundary: isBounded ? this.#pick(this.#boundaries) : null,
      unread: [],
      user: {
        groups: [...new Set(groups)].map(({ arn }) => arn),
        hasPassword: read(random() < 0.6),
        mfaDevices: read(random() < 0.5 ? 1 : 0),
        accessKeys: read(Math.floor(random() * 3)),
      },
      role: null,
    };
  }

  #role(index: number, kind: TrustKind): PrincipalView {
    const random = this.#random;
    const team = this.#pick(TEAMS);
    const path = kind === 'service-linked' ? 'aws-service-role/example.amazonaws.com/' : '';
    const name = index === 0 ? 'platform-break-glass' : `${team}-role-${index}`;
    const isAdministrator = index === 0 || index % 331 === 17;
    const other = `arn:aws:iam::${ACCOUNT}:role/${TEAMS[index % TEAMS.length]}-role-${(index * 7) % this.#size.roles}`;
    return {
      kind: 'role',
      arn: `arn:aws:iam::${ACCOUNT}:role/${path}${name}`,
      account: ACCOUNT,
      id: `AROA${String(index).padStart(16, '0')}`,
      name,
      tags: { team },
      policies: [
        ...(isAdministrator ? [ADMINISTRATOR] : [held(this.#ordinary())]),
        ...(random() < 0.5 ? [this.#inline(`own-${index}`, team)] : []),
        ...(random() < 0.3 ? [held(this.#ordinary())] : []),
        ...(this.#slips(index, 11) ? [held(this.#policyNamed('slip-', index))] : []),
      ],
      boundary: !isAdministrator && random() < 0.25 ? this.#pick(this.#boundaries) : null,
      unread: [],
      user: null,
      role: {
        trust: read(trustedBy(kind, other)),
        instanceProfiles:
          kind === 'ec2.amazonaws.com' ? [`arn:aws:iam::${ACCOUNT}:instance-profile/${name}`] : [],
      },
    };
  }

  #workloads({ arn, name, role, tags }: PrincipalView): readonly WorkloadView[] {
    const trust = role?.trust.status === 'read' ? role.trust.value.statements : [];
    const services = new Set(trust.flatMap(({ principals }) => (principals ?? []).map(({ value }) => value)));
    const workload = (kind: WorkloadKind, of: string): WorkloadView => ({
      kind,
      arn: of,
      account: ACCOUNT,
      roleArn: arn,
      tags,
    });
    if (services.has('lambda.amazonaws.com'))
      return [workload('AWS::Lambda::Function', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`)];
    if (services.has('ec2.amazonaws.com'))
      return ['a', 'b'].map((each) =>
        workload('AWS::EC2::Instance', `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-${name}-${each}`),
      );
    return [];
  }

  #group(index: number): GroupView {
    const name = index === 0 ? 'administrators' : `group-${index}`;
    const policies = [
      ...(index === 0 ? [ADMINISTRATOR] : [held(this.#ordinary()), held(this.#ordinary())]),
      ...(index % 3 === 0 ? [held(this.#policyNamed('self-service', index))] : []),
      ...(this.#slips(index, 4) ? [held(this.#policyNamed('slip-', index))] : []),
    ];
    return {
      arn: `arn:aws:iam::${ACCOUNT}:group/${name}`,
      account: ACCOUNT,
      name,
      policies: policies.map((each) => ({ ...each, group: name })),
      unread: [],
    };
  }

  #inline(name: string, team: string): HeldPolicyView {
    return anInline(
      name,
      { Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::${team}-${name}/*` },
      { Action: 'logs:*', Resource: `arn:aws:logs:*:${ACCOUNT}:log-group:/${team}/*` },
    );
  }

  #oldVersion(index: number): PolicyDocument {
    return index % 400 === 7
      ? aDocument({ Action: 'iam:*', Resource: '*' })
      : aDocument({ Action: 's3:ListBucket', Resource: '*' });
  }

  /** One that nobody would call a slip. */
  #ordinary(): ManagedPolicyView {
    for (;;) {
      const policy = this.#pick(this.#policies);
      if (!/^(slip|boundary|self-service)/.test(policy.name)) return policy;
    }
  }

  #policyNamed(start: string, index: number): ManagedPolicyView {
    const named = this.#policies.filter(({ name }) => name.startsWith(start));
    return named[(index * 7 + (this.#size.seed ?? 0)) % named.length] ?? this.#ordinary();
  }

  #slips(index: number, offset: number): boolean {
    return (index + offset) % (this.#size.slipOf ?? 97) === 0;
  }

  #pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#random() * all.length)] as T; // INVARIANT: never asked of an empty list
  }
}

const ADMINISTRATOR: HeldPolicyView = {
  name: 'AdministratorAccess',
  arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  group: null,
  document: aDocument({ Action: '*', Resource: '*' }),
};
