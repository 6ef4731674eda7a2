/** The acquired company's buckets, by what they are for. */
export const flawedBuckets = {
  trail: 'harbourline-cloudtrail',
  partnerTrail: 'harbourline-partner-audit',
  /** Deleted after its trail was made. */
  goneTrail: 'harbourline-cloudtrail-2019',
  website: 'harbourline-website',
  exports: 'harbourline-customer-exports',
  uploads: 'harbourline-driver-uploads',
  /** The name that every CDK bootstrap of this account and region has: predictable. */
  cdk: 'cdk-hnb659fds-assets-111122223333-us-east-1',
  /** A CloudFront origin that was never there, or is no more. */
  goneAssets: 'harbourline-static-assets',
} as const;
