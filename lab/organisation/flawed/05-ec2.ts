import { given, type LabAccount } from '../lab-account.ts';
import { emptyZip } from '../shared/empty-zip.ts';
import { amazonLinux2 } from '../shared/image.ts';
import { importKeyPair } from '../shared/key-pair.ts';
import { nameTag } from '../shared/network.ts';
import type { FlawedNetwork } from './11-network.ts';
import { leaked } from './credentials.ts';

const masterKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIcYDslPGptDYI7TAqPwSyAw3GRaTiV7S/al/3+pVWRi';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const userData = [
  '#!/bin/bash',
  `export AWS_ACCESS_KEY_ID=${leaked.accessKeyId}`,
  `export AWS_SECRET_ACCESS_KEY=${leaked.secretAccessKey}`,
  '/opt/tracking/start.sh',
].join('\n');

/** Servers started by hand, years ago. Gives the web server's instance id. */
export async function createServers(account: LabAccount, network: FlawedNetwork): Promise<string> {
  const { ec2 } = account.home;
  // flaw: ec2-key-pair-age
  await account.daysAgo(1800, () => importKeyPair(account, 'harbourline-master', masterKey));
  const common = { ImageId: amazonLinux2, MinCount: 1, MaxCount: 1, KeyName: 'harbourline-master' };
  // flaws: ec2-imdsv2-required, ec2-imds-hop-limit, ec2-user-data-no-credentials, ec2-exposed-instance-role,
  // network-internet-exposure (SSH and MySQL, reachable in fact), web-instance-not-directly-exposed
  const web = await account.daysAgo(600, () =>
    ec2.runInstances({
      ...common,
      InstanceType: 't2.medium',
      IamInstanceProfile: { Name: 'web-server' },
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 5, HttpEndpoint: 'enabled' },
      UserData: base64(userData),
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId: network.publicSubnet,
          Groups: [network.groups.openWeb, network.groups.openAdmin],
          AssociatePublicIpAddress: true,
        },
      ],
      TagSpecifications: [
        {
          ResourceType: 'instance',
          Tags: [
            { Key: 'Name', Value: `tracking-web "old" <img src=x onerror=alert(1)>` },
            { Key: 'owner', Value: '=1+1' },
          ],
        },
      ],
    }),
  );
  // flaws: ec2-instance-profile; network-tiering (the database accepts from everywhere)
  await ec2.runInstances({
    ...common,
    InstanceType: 't3.large',
    SubnetId: network.privateSubnet,
    SecurityGroupIds: [network.groups.database],
    MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'enabled' },
    TagSpecifications: nameTag('instance', 'orders-db 🚢'),
  });
  return given(web.Instances?.[0]?.InstanceId);
}

/** flaws: the …-no-credentials checks of launch templates, launch configurations, functions, tasks and parameters. */
export async function createLeaks(account: LabAccount, network: FlawedNetwork): Promise<void> {
  const { autoScaling, ec2 } = account.home;
  const ImageId = amazonLinux2;
  await ec2.createLaunchTemplate({
    LaunchTemplateName: 'tracking-web',
    LaunchTemplateData: {
      ImageId,
      InstanceType: 't2.micro',
      UserData: base64(userData),
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 4 },
      NetworkInterfaces: [
        { DeviceIndex: 0, AssociatePublicIpAddress: true, Groups: [network.groups.openWeb] },
      ],
    },
  });
  await autoScaling.createLaunchConfiguration({
    LaunchConfigurationName: 'tracking-web-2017',
    ImageId,
    InstanceType: 't2.micro',
    SecurityGroups: [network.groups.openWeb],
    UserData: base64(
      `#!/bin/sh\ncurl -H "Authorization: token ${leaked.gitHubToken}" https://api.github.com/user\n`,
    ),
    AssociatePublicIpAddress: true,
    InstanceMonitoring: { Enabled: false },
    MetadataOptions: { HttpTokens: 'optional' },
  });
  await createLeakyServices(account);
}

async function createLeakyServices(account: LabAccount): Promise<void> {
  const { ecs, lambda, ssm } = account.home;
  await lambda.createFunction({
    FunctionName: 'invoice-mailer',
    Runtime: 'nodejs14.x',
    Handler: 'index.handler',
    Role: account.arn('iam', 'role/functions'),
    Code: { ZipFile: emptyZip },
    Environment: {
      Variables: {
        GITHUB_TOKEN: leaked.gitHubToken,
        AWS_KEY: leaked.accessKeyId,
        AWS_SECRET: leaked.secretAccessKey,
      },
    },
  });
  await ecs.registerTaskDefinition({
    family: 'dispatch-api',
    taskRoleArn: account.arn('iam', 'role/functions'),
    containerDefinitions: [
      {
        name: 'api',
        image: 'harbourline/dispatch:latest',
        memory: 256,
        environment: [
          { name: 'AWS_ACCESS_KEY_ID', value: leaked.accessKeyId },
          { name: 'AWS_SECRET_ACCESS_KEY', value: leaked.secretAccessKey },
          { name: 'DATABASE_URL', value: `postgres://orders:${leaked.databasePassword}@10.0.0.12/orders` },
        ],
      },
    ],
  });
  await ssm.putParameter({
    Name: '/prod/orders/db_password',
    Type: 'String',
    Value: leaked.databasePassword,
  });
  await ssm.putParameter({
    Name: '/prod/aws/secret_access_key',
    Type: 'String',
    Value: leaked.secretAccessKey,
  });
  await ssm.putParameter({ Name: '/prod/tls/private_key', Type: 'String', Value: leaked.privateKey });
}
