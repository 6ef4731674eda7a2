import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

interface Replaced {
  /** The launch configuration's name, the group's name: placeholders. */
  readonly configuration: string;
  readonly group: string;
  /** What is different in the template. */
  readonly difference: string;
}

/** A launch configuration cannot be changed: a launch template takes its place. */
export function launchTemplateFix({ configuration, group, difference }: Replaced): Fix {
  return {
    cli: dedented(`
      # The file has what the first command shows, as launch template data, ${difference}. Running instances stay as they are
      aws autoscaling describe-launch-configurations --launch-configuration-names ${configuration} --region {region}
      aws ec2 create-launch-template --launch-template-name <TEMPLATE-NAME> --launch-template-data file://<TEMPLATE-DATA-FILE> --region {region}
      aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group} --launch-template '{"LaunchTemplateName":"<TEMPLATE-NAME>","Version":"$Default"}' --region {region}
      # Once no group launches from it: aws autoscaling delete-launch-configuration --launch-configuration-name ${configuration} --region {region}`),
    terraform: dedented(`
      # What the aws_launch_configuration ${configuration} has, ${difference}
      resource "aws_launch_template" "this" {
        name          = "<TEMPLATE-NAME>"
        image_id      = "<IMAGE-ID>"
        instance_type = "<INSTANCE-TYPE>"
        metadata_options {
          http_tokens = "required"
        }
      }

      # In the place of launch_configuration
      resource "aws_autoscaling_group" "this" {
        name = "${group}"
        launch_template {
          id      = aws_launch_template.this.id
          version = aws_launch_template.this.latest_version
        }
        # Its other arguments stay as they are.
      }`),
  };
}
