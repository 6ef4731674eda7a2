/** Who may assume the role; `external` where they must tell the external id. Principals may be references of a template. */
export function trustPolicy(principals: unknown, externalId: unknown): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: principals },
        Action: 'sts:AssumeRole',
        ...(externalId === null ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
      },
    ],
  };
}

/** One principal stands by itself, as AWS writes it. */
export function principals(trusted: readonly string[]): string | readonly string[] {
  return trusted.length === 1 ? (trusted[0] as string) : trusted; // the length says that there is one
}
