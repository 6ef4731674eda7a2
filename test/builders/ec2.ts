import { type Read, read } from '../../src/model/reading.ts';
import type {
  Ec2AccountDefaults,
  Image,
  Instance,
  KeyPair,
  LaunchSettings,
  LaunchTemplate,
  Snapshot,
} from '../../src/model/resources/ec2.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';
import { noText } from './scanned-text.ts';

/** A running instance with a profile, IMDSv2 only, one hop, and no user data. */
export function anInstance(overrides: Partial<Instance> = {}): Instance {
  const id = overrides.id ?? 'i-0aaa';
  return {
    type: 'AWS::EC2::Instance',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${id}`,
    id,
    tags: {},
    state: 'running',
    imageId: 'ami-0aaa',
    instanceType: 'm7i.large',
    instanceLifecycle: null,
    tenancy: 'default',
    keyName: null,
    launchTime: '2026-06-01T00:00:00.000Z',
    vpcId: 'vpc-0aaa',
    subnetId: 'subnet-0aaa',
    privateIpAddress: '10.0.0.10',
    publicIpAddress: null,
    iamInstanceProfileArn: `arn:aws:iam::${ACCOUNT}:instance-profile/web-server`,
    metadataOptions: {
      httpTokens: 'required',
      httpEndpoint: 'enabled',
      httpPutResponseHopLimit: 1,
      httpProtocolIpv6: 'disabled',
    },
    securityGroupIds: ['sg-0aaa'],
    networkInterfaceIds: [`eni-of-${id}`],
    monitoring: 'enabled',
    userData: read(noText),
    ...overrides,
  };
}

/** What a template or a launch configuration should set: IMDSv2 only, a profile, no public address. */
export function launchSettings(overrides: Partial<LaunchSettings> = {}): LaunchSettings {
  return {
    imageId: 'ami-0aaa',
    instanceType: 'm7i.large',
    keyName: null,
    iamInstanceProfile: 'web-server',
    metadataOptions: { httpTokens: 'required', httpEndpoint: 'enabled', httpPutResponseHopLimit: 1 },
    securityGroupIds: ['sg-0aaa'],
    associatePublicIpAddress: false,
    detailedMonitoring: true,
    marketType: null,
    userData: noText,
    ...overrides,
  };
}

/** A launch template with one version, which is its default and its latest. */
export function aLaunchTemplate(overrides: Partial<LaunchTemplate> = {}): LaunchTemplate {
  const id = overrides.id ?? 'lt-0aaa';
  return {
    type: 'AWS::EC2::LaunchTemplate',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:launch-template/${id}`,
    id,
    name: 'web',
    tags: {},
    defaultVersionNumber: 1,
    latestVersionNumber: 1,
    versions: versionsOf(launchSettings()),
    ...overrides,
  };
}

/** Versions 1, 2 …: `aLaunchTemplate({ versions: versionsOf(launchSettings({ keyName: 'k' })) })`. */
export function versionsOf(
  ...settings: readonly LaunchSettings[]
): Read<readonly (LaunchSettings & { readonly versionNumber: number })[]> {
  return read(settings.map((each, index) => ({ ...each, versionNumber: index + 1 })));
}

/** A private image of the account's own that launches with IMDSv2. */
export function anImage(overrides: Partial<Image> = {}): Image {
  const id = overrides.id ?? 'ami-0aaa';
  return {
    type: 'AWS::EC2::Image',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:ec2:${REGION}::image/${id}`,
    id,
    name: 'web-2026-05',
    tags: {},
    creationDate: '2026-05-01T00:00:00.000Z',
    public: false,
    state: 'available',
    imdsSupport: 'v2.0',
    snapshotIds: ['snap-0aaa'],
    launchPermissions: read([]),
    ...overrides,
  };
}

/** An encrypted snapshot shared with nobody. */
export function aSnapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  const id = overrides.id ?? 'snap-0aaa';
  return {
    type: 'AWS::EC2::Snapshot',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:ec2:${REGION}::snapshot/${id}`,
    id,
    tags: {},
    volumeId: 'vol-0aaa',
    startTime: '2026-05-01T00:00:00.000Z',
    encrypted: true,
    description: '',
    public: read(false),
    createVolumePermissions: read([]),
    ...overrides,
  };
}

export function aKeyPair(overrides: Partial<KeyPair> = {}): KeyPair {
  const id = overrides.id ?? 'key-0aaa';
  return {
    type: 'AWS::EC2::KeyPair',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:key-pair/${id}`,
    id,
    name: 'operations',
    tags: {},
    keyType: 'ed25519',
    createTime: '2026-06-01T00:00:00.000Z',
    ...overrides,
  };
}

/** A region's defaults, all of them set to the safe side. */
export function ec2Defaults(overrides: Partial<Ec2AccountDefaults> = {}): Ec2AccountDefaults {
  const region = overrides.region ?? REGION;
  const account = overrides.account ?? ACCOUNT;
  return {
    type: 'AWS::EC2::AccountDefaults',
    account,
    region,
    arn: `arn:aws:ec2:${region}:${account}:account-defaults`,
    id: `${account}/${region}`,
    ebsEncryptionByDefault: read(true),
    instanceMetadataDefaults: read({ httpTokens: 'required', httpPutResponseHopLimit: 1 }),
    snapshotBlockPublicAccess: read('block-all-sharing'),
    imageBlockPublicAccess: read('block-new-sharing'),
    vpcBlockPublicAccess: read({ internetGatewayBlockMode: 'off', exclusionsAllowed: 'allowed' }),
    vpcBlockPublicAccessExclusions: read([]),
    ...overrides,
  };
}
