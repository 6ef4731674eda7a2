/**
 * Keys that AWS fills in for every request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (Availability)
 */
export const ALWAYS_PRESENT: ReadonlySet<string> = new Set(
  ['aws:CurrentTime', 'aws:EpochTime', 'aws:RequestedRegion', 'aws:SecureTransport', 'aws:ViaAWSService'].map(
    (key) => key.toLowerCase(),
  ),
);
