/** By its ARN, which nobody else can make. */
export function isServiceLinked({ arn }: { readonly arn: string }): boolean {
  return arn.includes(':role/aws-service-role/');
}
