/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon, `role/path/name` or `log-group:/aws/x`. */
  readonly resource: string;
}

/** Null when the text is no ARN: callers say what they do then. */
export function parseArn(text: string): Arn | null {
  if (!text.startsWith('arn:')) return null;
  const [, partition, service, region, account, ...rest] = text.split(':');
  if (!partition || !service || region === undefined || account === undefined) return null;
  if (rest.length === 0) return null;
  return { partition, service, region, account, resource: rest.join(':') };
}

/** The text after the last slash: a role's name without its path, a key's id, a group's id. */
export function arnName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
