/** Service control policies and resource control policies, and which of them bind the account. */
export const ORGANIZATION_POLICY_CHANGES = [
  'organizations:AttachPolicy',
  'organizations:DetachPolicy',
  'organizations:UpdatePolicy',
  'organizations:DisablePolicyType',
  'organizations:MoveAccount',
];
