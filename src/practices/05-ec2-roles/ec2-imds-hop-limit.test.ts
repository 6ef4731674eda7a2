import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { statuses } from '../../../test/inventory-of.ts';
import type { MetadataOptions } from '../../model/resources/ec2.ts';
import { ec2ImdsHopLimit as check } from './ec2-imds-hop-limit.ts';

const options = (
  httpPutResponseHopLimit: number | null,
  httpEndpoint: MetadataOptions['httpEndpoint'] = 'enabled',
): MetadataOptions => ({
  httpTokens: 'required',
  httpEndpoint,
  httpPutResponseHopLimit,
  httpProtocolIpv6: null,
});

test.each([
  ['pass', options(1)],
  ['fail', options(2)],
  ['fail', options(64)],
  ['pass', options(2, 'disabled')],
  ['unknown', options(null)],
  ['unknown', null],
])('%s for %j', (status, metadataOptions) => {
  expect(statuses(check, anInstance({ metadataOptions }))).toEqual([status]);
});
