/**
 * What an instance type's name tells: its vCPUs, and the on-demand quota that they count against.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export interface InstanceTypeFacts {
  /** Null: the name does not tell. */
  readonly vcpus: number | null;
  /** A quota of Service Quotas' `ec2`. */
  readonly quotaCode: string;
}

/** https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html */
const STANDARD = 'L-1216C47A';
const QUOTA_OF_FAMILY: Readonly<Record<string, string>> = {
  a: STANDARD,
  c: STANDARD,
  d: STANDARD,
  h: STANDARD,
  i: STANDARD,
  im: STANDARD,
  is: STANDARD,
  m: STANDARD,
  r: STANDARD,
  t: STANDARD,
  z: STANDARD,
  g: 'L-DB2E81BA',
  gr: 'L-DB2E81BA',
  vt: 'L-DB2E81BA',
  p: 'L-417A185B',
  f: 'L-74FC7D96',
  x: 'L-7295265B',
  inf: 'L-1945791B',
  trn: 'L-2C3B7624',
  dl: 'L-6E869C2A',
  u: 'L-43DA4232',
  hpc: 'L-F7808C92',
};

/** Types whose vCPUs are not what their size says, by type or generation. */
const IRREGULAR: Readonly<Record<string, number>> = {
  't2.nano': 1,
  't2.micro': 1,
  't2.small': 1,
  't2.medium': 2,
  'c1.medium': 2,
  'c1.xlarge': 8,
  'm2.xlarge': 2,
  'm2.2xlarge': 4,
  'm2.4xlarge': 8,
  'c4.8xlarge': 36,
  'd2.8xlarge': 36,
};

/** Burstable generations after T2 have two vCPUs from nano to large. */
const TWO_VCPU_FAMILIES = new Set(['t3', 't3a', 't4g']);

/** Sizes below `xlarge`, which is four. */
const SMALL_SIZES: Readonly<Record<string, number>> = { small: 1, medium: 1, large: 2 };

/** Null for a family whose quota is not known here, such as Mac instances, which run on dedicated hosts. */
export function instanceTypeFacts(instanceType: string): InstanceTypeFacts | null {
  const [family = '', size = ''] = instanceType.split('.');
  const letters = /^[a-z]+/.exec(family)?.[0] ?? '';
  const quotaCode = QUOTA_OF_FAMILY[letters];
  if (!quotaCode) return null;
  // HPC types leave hyper-threads off, so that the same size has other counts than elsewhere.
  return { vcpus: letters === 'hpc' ? null : vcpusOf(instanceType, family, size), quotaCode };
}

function vcpusOf(instanceType: string, family: string, size: string): number | null {
  const irregular = IRREGULAR[instanceType];
  if (irregular !== undefined) return irregular;
  if (TWO_VCPU_FAMILIES.has(family) && /^(nano|micro|small|medium|large)$/.test(size)) return 2;
  const [, metal, multiple] = /^(metal-)?(\d*)x(?:large|l)$/.exec(size) ?? [];
  // `metal` alone names no size; `metal-24xl` does, and only there is the short form used.
  if (multiple !== undefined && (metal !== undefined) === size.endsWith('xl'))
    return 4 * Number(multiple || 1);
  return SMALL_SIZES[size] ?? null;
}
