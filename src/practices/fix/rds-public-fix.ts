import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** https://docs.aws.amazon.com/cli/latest/reference/rds/modify-db-instance.html */
export const RDS_PUBLIC_FIX: Fix = {
  cli: dedented(`
    # Clients outside the VPC lose the database: let them come over a VPN, a peering or a bastion first
    aws rds modify-db-instance --db-instance-identifier {id} --no-publicly-accessible --apply-immediately --region {region}`),
  terraform: dedented(`
    # Clients outside the VPC lose the database: let them come over a VPN, a peering or a bastion first
    resource "aws_db_instance" "this" {
      identifier          = "{id}"
      publicly_accessible = false
      # Its other arguments stay as they are.
    }`),
};
