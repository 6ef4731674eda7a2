import { expect, test } from 'vitest';
import { instanceTypeFacts } from './instance-type.ts';

// Counts as the instance type pages list them: https://docs.aws.amazon.com/ec2/latest/instancetypes/
test.each([
  ['m7i.large', 2],
  ['m7i.xlarge', 4],
  ['c6g.medium', 1],
  ['m7i-flex.2xlarge', 8],
  ['r5.24xlarge', 96],
  ['c5.18xlarge', 72],
  ['m7i.metal-48xl', 192],
  ['i3en.metal', null],
  ['t2.small', 1],
  ['t2.medium', 2],
  ['t2.xlarge', 4],
  ['t3.micro', 2],
  ['t4g.medium', 2],
  ['t3a.2xlarge', 8],
  ['c4.8xlarge', 36],
  ['d2.8xlarge', 36],
  ['d2.4xlarge', 16],
  ['m2.4xlarge', 8],
  ['im4gn.16xlarge', 64],
  ['z1d.6xlarge', 24],
])('%s is a standard type with %s vCPUs', (type, vcpus) => {
  expect(instanceTypeFacts(type)).toEqual({ vcpus, quotaCode: 'L-1216C47A' });
});

test.each([
  ['g5.xlarge', 'L-DB2E81BA', 4],
  ['vt1.3xlarge', 'L-DB2E81BA', 12],
  ['p4d.24xlarge', 'L-417A185B', 96],
  ['f1.2xlarge', 'L-74FC7D96', 8],
  ['x2idn.16xlarge', 'L-7295265B', 64],
  ['inf2.48xlarge', 'L-1945791B', 192],
  ['trn1.32xlarge', 'L-2C3B7624', 128],
  ['dl1.24xlarge', 'L-6E869C2A', 96],
  ['u-6tb1.56xlarge', 'L-43DA4232', 224],
  ['u7i-12tb.224xlarge', 'L-43DA4232', 896],
  ['hpc7g.16xlarge', 'L-F7808C92', null],
])('%s counts against %s with %s vCPUs', (type, quotaCode, vcpus) => {
  expect(instanceTypeFacts(type)).toEqual({ vcpus, quotaCode });
});

test.each(['mac2.metal', '', 'q9.large', '.large'])('%s is not known', (type) => {
  expect(instanceTypeFacts(type)).toBeNull();
});

test.each(['m7i.huge', 'm7i', 'm7i.2xl', 'm7i.metal-2xlarge', 'c6g.nano'])('%s has no known size', (type) => {
  expect(instanceTypeFacts(type)?.vcpus).toBeNull();
});
