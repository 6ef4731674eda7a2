import { CATALOGUE } from '../iam/index.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html */
export function boundByRcps(action: string): boolean {
  return CATALOGUE.service(action.split(':')[0] ?? '')?.resourceControlPolicies ?? false;
}
