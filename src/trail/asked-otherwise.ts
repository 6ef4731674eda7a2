import { serviceOf } from './mapping/event-service.ts';
import { textsAt } from './mapping/request-values.ts';
import type { TrailEvent } from './mapping/trail-event.ts';

type IsOtherwise = (event: TrailEvent, arns: readonly string[]) => boolean;

/** Where AWS may have asked for another ARN than those of the resources that the event names. */
const OTHERWISE: Readonly<Record<string, IsOtherwise>> = {
  // The version or alias: https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
  lambda: ({ requestParameters }) =>
    textsAt(requestParameters, 'qualifier').length > 0 ||
    textsAt(requestParameters, 'functionName').some((each) => QUALIFIED.test(each)),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
  s3: ({ requestParameters, resources }, arns) =>
    arns.some(isAccessPoint) ||
    textsAt(resources, 'ARN').some(isAccessPoint) ||
    textsAt(requestParameters, 'bucketName').some((each) => isAccessPoint(each) || each.endsWith('-s3alias')),
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html
  ecr: ({ requestParameters, recipientAccountId }) =>
    textsAt(requestParameters, 'registryId').some((each) => each !== recipientAccountId),
  // Without the six characters at its end: https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html
  secretsmanager: (_, arns) => arns.some((each) => !/-[A-Za-z0-9]{6}$/.test(each)),
  // A version or label: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
  ssm: (_, arns) => arns.some((each) => /:parameter\/[^:]*:/.test(each)),
};

/** `mailer:live`, `111122223333:function:mailer:live`; not `111122223333:mailer`. */
const QUALIFIED = /^(?:(?:arn:.*:)?(?:\d{12}:)?function:|\d{12}:)?(?!\d{12}:|function:)[^:]+:[^:]+$/;

function isAccessPoint(text: string): boolean {
  return /^arn:[^:]+:s3[^:]*:[^:]*:\d*:accesspoint\//.test(text);
}

export function isAskedOtherwise(event: TrailEvent, arns: readonly string[]): boolean {
  return OTHERWISE[serviceOf(event) ?? '']?.(event, arns) ?? false;
}
