/** What tells whether a VPC endpoint lets a request through that has to come by it. */
export const ENDPOINT_READS = ['ec2:DescribeVpcEndpoints', 'ec2:DescribeVpcs'] as const;
