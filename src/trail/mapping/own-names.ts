/** A resource's name as its ARN has it, and the account that the request says it is of; null: it says none. */
export interface OwnName {
  readonly id: string;
  readonly account: string | null;
}

/**
 * Forms of names that say more: the address of a queue, a function's partial ARN, its version or alias.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
 */
const FORMS: Readonly<Record<string, RegExp>> = {
  'AWS::SQS::Queue': /^(?:.*\/(?<account>\d{12})\/|.*\/)?(?<id>[^/]+)$/,
  'AWS::Lambda::Function': /^(?:(?<account>\d{12}):)?(?:function:)?(?<id>[^:]+)(?::[^:]+)?$/,
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html: "stored as a lowercase string". */
const LOWER = /^AWS::RDS::/;

export function ownName(type: string, text: string): OwnName {
  const { id = text, account = null } = FORMS[type]?.exec(text)?.groups ?? {};
  return { id: LOWER.test(type) ? id.toLowerCase() : id, account };
}

const QUALIFIED = /^(arn:[^:]+:lambda:[^:]*:\d{12}:function:[^:]+):[^:]+$/;

/** A function's, without the version or alias of it. */
export function ownArn(type: string, arn: string): string {
  return type === 'AWS::Lambda::Function' ? arn.replace(QUALIFIED, '$1') : arn;
}
