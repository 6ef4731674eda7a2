/** The requirements that privileges be the least. */
export const LEAST_PRIVILEGE = [
  'nist-800-53-r5:AC-6',
  'nist-800-53-r5:AC-6(10)',
  'nist-csf-2.0:PR.AA-05',
  'pci-dss-4.0:7.2.2',
  'pci-dss-4.0:7.2.5',
  'iso-27001-2022:A.5.15',
  'soc-2:CC6.3',
  'hipaa:164.308(a)(3)(i)',
  'hipaa:164.312(a)(1)',
];
