/**
 * Which of Prowler's findings bear the same resource and region as Rampart's: read from the checks of Prowler 5.46. A
 * check that is not here is imported only where neither resources, tags nor regions are asked for.
 */
export interface Likeness {
  /** Its `resource_id` and tags are our resource's `id` and tags. */
  readonly resource: boolean;
  /**
   * `same`: its region is ours. `default`: it is the default region of Prowler's profile, whatever the finding; ours is
   * `global`.
   */
  readonly region: 'same' | 'default' | null;
}

const UNLIKE: Likeness = { resource: false, region: null };

export function likenessOf(prowlerId: string): Likeness {
  return LIKENESS.get(prowlerId) ?? UNLIKE;
}

const RESOURCE_AND_REGION = [
  'acm_certificates_expiration_check',
  'autoscaling_find_secrets_ec2_launch_configuration',
  'autoscaling_group_capacity_rebalance_enabled',
  'autoscaling_group_elb_health_check_enabled',
  'autoscaling_group_launch_configuration_no_public_ip',
  'autoscaling_group_multiple_az',
  'autoscaling_group_multiple_instance_types',
  'autoscaling_group_using_ec2_launch_template',
  'awslambda_function_no_secrets_in_variables',
  'awslambda_function_url_public',
  'ec2_ami_public',
  'ec2_ebs_public_snapshot',
  'ec2_instance_imdsv2_enabled',
  'ec2_instance_profile_attached',
  'ec2_instance_secrets_user_data',
  'ec2_launch_template_imdsv2_required',
  'ec2_launch_template_no_secrets',
  'ec2_networkacl_allow_ingress_tcp_port_22',
  'ec2_networkacl_allow_ingress_tcp_port_3389',
  'ec2_networkacl_unused',
  'ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
  'ec2_securitygroup_allow_ingress_from_internet_to_any_port',
  'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
  'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
  'ec2_securitygroup_allow_wide_open_public_ipv4',
  'ec2_securitygroup_default_restrict_traffic',
  'ec2_securitygroup_not_used',
  'ecs_task_definitions_no_environment_secrets',
  'eks_cluster_not_publicly_accessible',
  'eks_endpoints_not_publicly_accessible',
  'elb_cross_zone_load_balancing_enabled',
  'elb_desync_mitigation_mode',
  'elb_insecure_ssl_ciphers',
  'elb_is_in_multiple_az',
  'elb_logging_enabled',
  'elb_ssl_listeners',
  'elbv2_alb_drop_invalid_header_fields_enabled',
  'elbv2_cross_zone_load_balancing_enabled',
  'elbv2_deletion_protection',
  'elbv2_desync_mitigation_mode',
  'elbv2_is_in_multiple_az',
  'elbv2_logging_enabled',
  'elbv2_waf_acl_attached',
  'kms_cmk_not_deleted_unintentionally',
  'kms_cmk_rotation_enabled',
  'opensearch_service_domains_not_publicly_accessible',
  'rds_snapshots_public_access',
  'redshift_cluster_public_access',
  's3_bucket_acl_prohibited',
  's3_bucket_default_encryption',
  's3_bucket_level_public_access_block',
  's3_bucket_lifecycle_enabled',
  's3_bucket_no_mfa_delete',
  's3_bucket_object_lock',
  's3_bucket_object_versioning',
  's3_bucket_server_access_logging_enabled',
  'secretsmanager_automatic_rotation_enabled',
  'vpc_flow_logs_enabled',
  'vpc_subnet_no_public_ip_by_default',
];

/** The trail's home region, which is not always one that was read. */
const RESOURCE_ALONE = [
  'cloudfront_distributions_s3_origin_non_existent_bucket',
  'cloudtrail_bucket_requires_mfa_delete',
  'cloudtrail_cloudwatch_logging_enabled',
  'cloudtrail_insights_exist',
  'cloudtrail_kms_encryption_enabled',
  'cloudtrail_log_file_validation_enabled',
  'cloudtrail_logs_s3_bucket_access_logging_enabled',
];

const RESOURCE_IN_DEFAULT_REGION = [
  'account_security_contact_information_is_registered',
  'cloudwatch_changes_to_network_acls_alarm_configured',
  'cloudwatch_changes_to_network_gateways_alarm_configured',
  'cloudwatch_changes_to_network_route_tables_alarm_configured',
  'cloudwatch_changes_to_vpcs_alarm_configured',
  'cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled',
  'cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled',
  'cloudwatch_log_metric_filter_authentication_failures',
  'cloudwatch_log_metric_filter_aws_organizations_changes',
  'cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk',
  'cloudwatch_log_metric_filter_for_s3_bucket_policy_changes',
  'cloudwatch_log_metric_filter_policy_changes',
  'cloudwatch_log_metric_filter_root_usage',
  'cloudwatch_log_metric_filter_security_group_changes',
  'cloudwatch_log_metric_filter_sign_in_without_mfa',
  'cloudwatch_log_metric_filter_unauthorized_api_calls',
  'iam_group_administrator_access_policy',
  'iam_password_policy_lowercase',
  'iam_password_policy_minimum_length_14',
  'iam_password_policy_number',
  'iam_password_policy_reuse_24',
  'iam_password_policy_symbol',
  'iam_password_policy_uppercase',
  'iam_support_role_created',
  'iam_user_administrator_access_policy',
  'iam_user_console_access_unused',
  'iam_user_hardware_mfa_enabled',
  'iam_user_mfa_enabled_console_access',
  'iam_user_no_setup_initial_access_key',
  'iam_user_two_active_access_key',
  's3_account_level_public_access_blocks',
];

/** Of the same region, but named otherwise: after another resource, or after the account. */
const REGION_ALONE = [
  'accessanalyzer_enabled',
  'autoscaling_group_launch_configuration_requires_imdsv2',
  'config_recorder_all_regions_enabled',
  'ec2_ebs_default_encryption',
  'ec2_instance_account_imdsv2_enabled',
  'elbv2_insecure_ssl_ciphers',
  'elbv2_ssl_listeners',
  'guardduty_is_enabled',
  'securityhub_enabled',
];

/** Such as `<root_account>`, `alice-access-key-1`, `alice/policy`. */
const DEFAULT_REGION_ALONE = [
  'iam_administrator_access_with_mfa',
  'iam_avoid_root_usage',
  'iam_check_saml_providers_sts',
  'iam_no_expired_server_certificates_stored',
  'iam_no_root_access_key',
  'iam_policy_attached_only_to_group_or_roles',
  'iam_root_hardware_mfa_enabled',
  'iam_root_mfa_enabled',
  'iam_rotate_access_key_90_days',
  'iam_user_accesskey_unused',
];

const LIKENESS: ReadonlyMap<string, Likeness> = new Map([
  ...all(RESOURCE_AND_REGION, { resource: true, region: 'same' }),
  ...all(RESOURCE_ALONE, { resource: true, region: null }),
  ...all(RESOURCE_IN_DEFAULT_REGION, { resource: true, region: 'default' }),
  ...all(REGION_ALONE, { resource: false, region: 'same' }),
  ...all(DEFAULT_REGION_ALONE, { resource: false, region: 'default' }),
]);

function all(ids: readonly string[], likeness: Likeness): readonly (readonly [string, Likeness])[] {
  return ids.map((id) => [id, likeness]);
}
