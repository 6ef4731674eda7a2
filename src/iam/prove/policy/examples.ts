/** Accounts that AWS's own examples use: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples.html */
export const EXAMPLE_ACCOUNT = '111122223333';
export const OTHER_EXAMPLE_ACCOUNT = '444455556666';
export const EXAMPLE_REGION = 'us-east-1';
