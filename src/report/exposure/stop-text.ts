import type { ExposureStop } from '../../iam/answers/exposure-answer.ts';

/** `restrictPublicBuckets of account 111122223333` */
export function stopText(stop: ExposureStop): string {
  const { layer, setting } = stop;
  if (layer === 'vpc-endpoint-policy') return `the ${setting} ${ownerText(stop)}`;
  return `${layer === 'object-ownership' ? 'Object Ownership ' : ''}${setting} ${ownerText(stop)}`;
}

/** `of account 111122223333` */
function ownerText({ layer, of }: ExposureStop): string {
  switch (layer) {
    case 'account-block-public-access':
      return `of account ${of}`;
    case 'snapshot-block-public-access':
      return `of snapshots in account ${of}`;
    case 'vpc-endpoint-policy':
      return `of VPC endpoint ${endpointId(of)}`;
    case 'object-ownership':
    case 'bucket-block-public-access':
    case 'access-point-block-public-access':
      return `of ${of}`;
  }
}

/** `vpce-0a1b2c3d` of its ARN. */
export function endpointId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
