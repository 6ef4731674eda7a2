import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { BucketProbe } from './cloudtrail.ts';

export interface WebAclRule {
  readonly name: string;
  readonly priority: number;
  /** What the rule does when it matches; `override-none`/`override-count` for rule groups. */
  readonly action: 'allow' | 'block' | 'count' | 'captcha' | 'challenge' | 'override-none' | 'override-count';
  /** The rate of a rate-based rule, requests per `evaluationWindowSec`; null: another kind of rule. */
  readonly rateLimit: number | null;
  readonly evaluationWindowSec: number | null;
  /** What a rate-based rule counts by: `IP`, `FORWARDED_IP`, `CUSTOM_KEYS`, `CONSTANT`; null: another kind of rule. */
  readonly aggregateKeyType: string | null;
  /** `AWS/AWSManagedRulesCommonRuleSet`; null: no managed rule group. */
  readonly managedRuleGroup: string | null;
  /**
   * The requests that a rate-based rule counts, or that a managed rule group sees: by its scope-down statement, where
   * that statement is simple enough to tell.
   */
  readonly appliesTo: 'all-requests' | 'some-requests' | 'not-told';
  /** The rules of a managed rule group that the web ACL makes count or allow instead of what they would do. */
  readonly disarmedRules: readonly string[];
  /** Put in front of or behind the account's own rules by Firewall Manager. */
  readonly byFirewallManager: boolean;
}

/** Regional web ACLs by region; those of CloudFront in `global`. */
export interface WebAcl extends ResourceBase<'AWS::WAFv2::WebACL'> {
  readonly scope: 'REGIONAL' | 'CLOUDFRONT';
  readonly detail: Reading<{
    readonly defaultAction: 'allow' | 'block';
    readonly rules: readonly WebAclRule[];
  }>;
  /** Associated application load balancers, APIs …; CloudFront distributions name their ACL themselves. */
  readonly resourceArns: Reading<readonly string[]>;
}

export interface CloudFrontOrigin {
  readonly id: string;
  readonly domainName: string;
  readonly originPath: string;
  readonly originAccessControlId: string | null;
  /** Legacy identity: `origin-access-identity/cloudfront/E…`. */
  readonly originAccessIdentity: string | null;
  /** `http-only`, `match-viewer`, `https-only`; null for S3 origins. */
  readonly originProtocolPolicy: string | null;
  /** The bucket that the domain names, and whether it is there; null: no S3 origin. */
  readonly bucket: { readonly name: string; readonly probe: Reading<BucketProbe> } | null;
}

export interface Distribution extends ResourceBase<'AWS::CloudFront::Distribution'> {
  readonly domainName: string;
  readonly aliases: readonly string[];
  readonly enabled: boolean;
  readonly status: string;
  /** WAFv2 ARN or WAF Classic id; null: none. */
  readonly webAclId: string | null;
  readonly origins: readonly CloudFrontOrigin[];
  readonly viewerProtocolPolicies: readonly string[];
  readonly minimumProtocolVersion: string | null;
}

export interface HostedZone extends ResourceBase<'AWS::Route53::HostedZone'> {
  readonly privateZone: boolean;
  readonly records: Reading<
    readonly {
      readonly name: string;
      readonly recordType: string;
      readonly values: readonly string[];
      readonly aliasTarget: string | null;
    }[]
  >;
}
