/** The few shapes of policy documents that the sample organisation needs. */
export type Statement = Readonly<Record<string, unknown>>;

export const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const allow = (
  action: string | readonly string[],
  resource: string | readonly string[],
  more: Statement = {},
): Statement => ({ Effect: 'Allow', Action: action, Resource: resource, ...more });

export const deny = (
  action: string | readonly string[],
  resource: string | readonly string[],
  more: Statement = {},
): Statement => ({ Effect: 'Deny', Action: action, Resource: resource, ...more });

/** A role's trust: who may assume it. */
export const trust = (principal: Statement | '*', more: Statement = {}): string =>
  policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more });

/** A service's trust that no other account can make the service abuse (the confused deputy). */
export const serviceTrust = (service: string, account: string): string =>
  trust({ Service: service }, { Condition: { StringEquals: { 'aws:SourceAccount': account } } });

/** A bucket policy statement that refuses plain HTTP. (moto reads a bare `*` as an object here and fails.) */
export const tlsOnly = (bucket: string): Statement => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
