/** Protocol versions in rising order. */
export const TLS_VERSIONS = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

/**
 * The oldest protocol that each of Elastic Load Balancing's own policies accepts.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const POLICIES: Readonly<Partial<Record<TlsVersion, readonly string[]>>> = {
  'TLSv1.3': [
    'TLS13-1-3-2021-06',
    'TLS13-1-3-PQ-2025-09',
    ...fips('TLS13-1-3'),
    'TLS13-1-3-RFC9151-FIPS-2023-07',
  ],
  'TLSv1.2': [
    ...['', '-Res', '-Ext1', '-Ext2'].flatMap((kind) => [
      `TLS13-1-2${kind}-2021-06`,
      `TLS13-1-2${kind}-PQ-2025-09`,
      ...fips(`TLS13-1-2${kind}`),
    ]),
    ...fips('TLS13-1-2-Ext0'),
    ...['', '-INTEROP1', '-INTEROP2', '-INTEROP3', '-INTEROP4'].map(
      (kind) => `TLS13-1-2-RFC9151${kind}-FIPS-2023-07`,
    ),
    'TLS13-1-2-Ext0-RFC9151-FIPS-2023-07',
    'TLS-1-2-2017-01',
    'TLS-1-2-Ext-2018-06',
    'FS-1-2-2019-08',
    'FS-1-2-Res-2019-08',
    'FS-1-2-Res-2020-10',
  ],
  'TLSv1.1': ['TLS13-1-1-2021-06', 'TLS13-1-1-FIPS-2023-04', 'TLS-1-1-2017-01', 'FS-1-1-2019-08'],
  TLSv1: [
    'TLS13-1-0-2021-06',
    'TLS13-1-0-PQ-2025-09',
    ...fips('TLS13-1-0'),
    'TLS-1-0-2015-04',
    'FS-2018-06',
    '2015-05',
    '2016-08',
  ],
};

function fips(name: string): readonly string[] {
  return [`${name}-FIPS-2023-04`, `${name}-FIPS-PQ-2025-09`];
}

const OLDEST_BY_POLICY: ReadonlyMap<string, TlsVersion> = new Map(
  TLS_VERSIONS.flatMap((version) =>
    (POLICIES[version] ?? []).map((name) => [`ELBSecurityPolicy-${name}`, version] as const),
  ),
);

/** Null: a policy that is not in AWS's tables as of 2026. */
export function oldestProtocolOf(policyName: string): TlsVersion | null {
  return OLDEST_BY_POLICY.get(policyName) ?? null;
}

/** The protocols that a classic load balancer's negotiation policy switches on, by its attributes, `Protocol-TLSv1`. */
export function protocolsOf(attributes: Readonly<Record<string, string>>): readonly TlsVersion[] {
  return TLS_VERSIONS.filter((version) => attributes[`Protocol-${version}`] === 'true');
}

/** As people write it: `TLS 1.0`. */
export function tlsName(version: TlsVersion): string {
  return version === 'TLSv1' ? 'TLS 1.0' : version.replace('v', ' ');
}

export function isOutdated(version: TlsVersion): boolean {
  return TLS_VERSIONS.indexOf(version) < TLS_VERSIONS.indexOf('TLSv1.2');
}
