import type { ExposureStop } from '../../iam/answers/exposure-answer.ts';

/** `restrictPublicBuckets of account 111122223333` */
export function stopText({ layer, setting, of }: ExposureStop): string {
  switch (layer) {
    case 'account-block-public-access':
      return `${setting} of account ${of}`;
    case 'snapshot-block-public-access':
      return `${setting} of snapshots in account ${of}`;
    case 'vpc-endpoint-policy':
      return `the ${setting} of VPC endpoint ${endpointId(of)}`;
    case 'object-ownership':
      return `Object Ownership ${setting} of ${of}`;
    case 'bucket-block-public-access':
    case 'access-point-block-public-access':
      return `${setting} of ${of}`;
  }
}

/** `vpce-0a1b2c3d` of its ARN. */
export function endpointId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
