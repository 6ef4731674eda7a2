import { checks as cloudtrail } from './01-cloudtrail/index.ts';
import { checks as root } from './02-root/index.ts';
import { checks as mfa } from './03-mfa/index.ts';
import { checks as administrators } from './04-administrators/index.ts';
import { checks as ec2Roles } from './05-ec2-roles/index.ts';
import { checks as leastPrivilege } from './06-least-privilege/index.ts';
import { checks as trailBucketLogging } from './07-trail-bucket-logging/index.ts';
import { checks as keyRotation } from './08-key-rotation/index.ts';
import { checks as stsRoles } from './09-sts-roles/index.ts';
import { checks as autoScaling } from './10-auto-scaling/index.ts';
import { checks as network } from './11-network/index.ts';
import { checks as publicBuckets } from './12-public-buckets/index.ts';
import type { Check } from './check.ts';

/** Every check, in the order of the practices and of their files. */
export const CATALOGUE: readonly Check[] = [
  ...cloudtrail,
  ...root,
  ...mfa,
  ...administrators,
  ...ec2Roles,
  ...leastPrivilege,
  ...trailBucketLogging,
  ...keyRotation,
  ...stsRoles,
  ...autoScaling,
  ...network,
  ...publicBuckets,
];
