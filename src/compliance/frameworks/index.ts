import type { Framework } from '../framework.ts';
import { AWS_FSBP } from './aws-fsbp.ts';
import { CIS_AWS } from './cis-aws.ts';
import { HIPAA } from './hipaa.ts';
import { ISO_27001_2022 } from './iso-27001-2022.ts';
import { NIST_800_53_R5 } from './nist-800-53-r5.ts';
import { NIST_CSF_2_0 } from './nist-csf-2.0.ts';
import { PCI_DSS_4_0 } from './pci-dss-4.0.ts';
import { SOC_2 } from './soc-2.ts';

export const FRAMEWORKS: readonly Framework[] = [
  ...CIS_AWS,
  AWS_FSBP,
  NIST_800_53_R5,
  NIST_CSF_2_0,
  PCI_DSS_4_0,
  ISO_27001_2022,
  SOC_2,
  HIPAA,
];
