import { z } from 'zod';

/** A request as `rampart iam authorize --request` takes it. */
export const requestSchema = z
  .strictObject({
    principal: z.string().describe('ARN, service, account, or * for an anonymous caller'),
    sessionIssuer: z.string().optional(),
    principalAccount: z.string().optional(),
    action: z.string(),
    resource: z.string(),
    resourceAccount: z.string().optional(),
    context: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])).optional(),
  })
  .readonly();

export const statementSchema = z
  .strictObject({
    source: z.enum([
      'identityPolicies',
      'permissionsBoundaries',
      'sessionPolicies',
      'resourcePolicy',
      'serviceControlPolicies',
      'resourceControlPolicies',
      'vpcEndpointPolicies',
      'kmsGrants',
    ]),
    level: z.int().min(0).exactOptional().describe("Of SCPs and RCPs: 0 is the root's"),
    policy: z.int().min(0).describe('Index among the policies of the source (and level)'),
    name: z.string().exactOptional().describe("The policy's name or file"),
    statement: z.int().min(0).describe("Index among the policy's statements"),
    sid: z.string().nullable(),
    effect: z.enum(['Allow', 'Deny']),
  })
  .readonly();

export const statements = z.array(statementSchema).readonly();
