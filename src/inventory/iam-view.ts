import type { PolicyDocument } from '../iam/policy-document.ts';
import type {
  AccountView,
  GroupView,
  HeldPolicyView,
  IamView,
  ManagedPolicyView,
  PrincipalView,
} from '../iam/view/iam-view.ts';
import { mapReading, type Reading, type Unread, unread } from '../model/reading.ts';
import type { ResourceType } from '../model/resource-types.ts';
import type { Group, ManagedPolicy, PolicyText, Role, User } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';
import { organizationGuards } from './organization-policies.ts';
import { policyOf } from './policy-of.ts';
import { unlistedWorkloads, workloadsOf } from './workloads.ts';

const CALL = 'iam:GetAccountAuthorizationDetails';

/** Everybody in the accounts that were read, with all that decides what they may do; made once. */
export function iamView(inventory: Inventory): IamView {
  return inventory.derive(iamView, () => new ViewOf(inventory).view());
}

class ViewOf {
  readonly #inventory: Inventory;
  readonly #managed = new Map<string, ManagedPolicyView>();
  readonly #groups = new Map<string, GroupView>();

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  view(): IamView {
    for (const policy of this.#inventory.of('AWS::IAM::ManagedPolicy')) this.#addManaged(policy);
    for (const group of this.#inventory.of('AWS::IAM::Group'))
      this.#groups.set(keyOf(group.account, group.id), this.#group(group));
    return {
      accounts: this.#inventory.accounts.map(({ account, partition }) => this.#account(account, partition)),
      principals: [
        ...this.#inventory.of('AWS::IAM::User').map((user) => this.#user(user)),
        ...this.#inventory.of('AWS::IAM::Role').map((role) => this.#role(role)),
      ],
      groups: [...this.#groups.values()],
      managedPolicies: [...this.#managed.values()],
      workloads: workloadsOf(this.#inventory),
    };
  }

  #account(account: string, partition: string): AccountView {
    const { organization, levels } = organizationGuards(this.#inventory, account);
    const known = organization.status === 'read' ? organization.value : null;
    return {
      account,
      partition,
      organizationId: known?.id ?? null,
      managementAccount: known?.managementAccountId ?? null,
      serviceControlPolicies: levels.SERVICE_CONTROL_POLICY,
      resourceControlPolicies: levels.RESOURCE_CONTROL_POLICY,
      gaps: IDENTITY_TYPES.flatMap((type) => this.#inventory.gaps(type, { account })),
      unlisted: unlistedWorkloads(this.#inventory, account),
    };
  }

  /** An AWS managed policy is listed in every account that uses it. */
  #addManaged(policy: ManagedPolicy): void {
    const document = this.#document(policy.document);
    if (document.status === 'unread') return;
    const { arn, account, id } = policy;
    const otherVersions = (policy.otherVersions ?? []).flatMap((version) => {
      const text = this.#document(version.document);
      return text.status === 'read' ? [{ versionId: version.versionId, document: text.value }] : [];
    });
    this.#managed.set(keyOf(account, arn), {
      arn,
      account,
      name: policy.name ?? id,
      document: document.value,
      otherVersions,
    });
  }

  #group(group: Group): GroupView {
    const { policies, missing } = this.#heldBy(group, group.id);
    return { arn: group.arn, account: group.account, name: group.id, policies, unread: missing };
  }

  #user(user: User): PrincipalView {
    const own = this.#heldBy(user, null);
    const groups = user.groups.map((name) => this.#groups.get(keyOf(user.account, name)) ?? name);
    const views = groups.filter((each) => typeof each !== 'string');
    const lost = groups.filter((each) => typeof each === 'string').map((name) => this.#lostGroup(user, name));
    const boundary = this.#boundary(user);
    return {
      kind: 'user',
      arn: user.arn,
      account: user.account,
      id: user.userId,
      name: user.id,
      tags: user.tags ?? null,
      policies: [...own.policies, ...views.flatMap(({ policies }) => policies)],
      boundary: boundary.view,
      unread: [...own.missing, ...views.flatMap((each) => each.unread), ...lost, ...boundary.missing],
      user: {
        groups: views.map(({ arn }) => arn),
        hasPassword: mapReading(user.loginProfile, (profile) => profile !== null),
        mfaDevices: mapReading(user.mfaDevices, (devices) => devices.length),
        accessKeys: mapReading(user.accessKeys, (keys) => keys.length),
      },
      role: null,
    };
  }

  #role(role: Role): PrincipalView {
    const own = this.#heldBy(role, null);
    const boundary = this.#boundary(role);
    return {
      kind: 'role',
      arn: role.arn,
      account: role.account,
      id: role.roleId,
      name: role.id,
      tags: role.tags ?? null,
      policies: own.policies,
      boundary: boundary.view,
      unread: [...own.missing, ...boundary.missing],
      user: null,
      role: {
        trust: this.#document(role.assumeRolePolicyDocument),
        instanceProfiles: role.instanceProfiles,
      },
    };
  }

  #heldBy(holder: Holder, group: string | null): Held {
    const policies: HeldPolicyView[] = [];
    const missing: Unread[] = [];
    for (const { policyName, document } of holder.inlinePolicies) {
      const text = this.#document(document);
      if (text.status === 'read') policies.push({ name: policyName, arn: null, group, document: text.value });
      else missing.push(text);
    }
    for (const { policyName, policyArn } of holder.attachedPolicies) {
      const found = this.#managed.get(keyOf(holder.account, policyArn));
      if (found) policies.push({ name: policyName, arn: policyArn, group, document: found.document });
      else missing.push(this.#lostPolicy(holder, policyArn));
    }
    return { policies, missing };
  }

  #boundary(holder: User | Role): {
    readonly view: ManagedPolicyView | null;
    readonly missing: readonly Unread[];
  } {
    const { permissionsBoundary: arn, account } = holder;
    if (arn === null) return { view: null, missing: [] };
    const view = this.#managed.get(keyOf(account, arn)) ?? null;
    return { view, missing: view ? [] : [this.#lostPolicy(holder, arn)] };
  }

  #document(text: PolicyText): Reading<PolicyDocument> {
    return policyOf(this.#inventory, text, CALL);
  }

  #lostPolicy({ account, id }: Holder, arn: string): Unread {
    const [gap] = this.#inventory.gaps('AWS::IAM::ManagedPolicy', { account });
    return gap ?? unread(CALL, `NotListed: the policy ${arn} of ${id} is not among the answers`);
  }

  #lostGroup({ account, id }: User, name: string): Unread {
    const [gap] = this.#inventory.gaps('AWS::IAM::Group', { account });
    return gap ?? unread(CALL, `NotListed: the group ${name} of ${id} is not among the answers`);
  }
}

const IDENTITY_TYPES: readonly ResourceType[] = [
  'AWS::IAM::User',
  'AWS::IAM::Role',
  'AWS::IAM::Group',
  'AWS::IAM::ManagedPolicy',
];

type Holder = Pick<User | Group | Role, 'account' | 'id' | 'inlinePolicies' | 'attachedPolicies'>;

interface Held {
  readonly policies: readonly HeldPolicyView[];
  readonly missing: readonly Unread[];
}

function keyOf(account: string, what: string): string {
  return `${account} ${what}`;
}
