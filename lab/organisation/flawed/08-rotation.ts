import { given, type LabAccount } from '../lab-account.ts';
import { allow, policy } from '../policy-document.ts';
import { emptyZip } from '../shared/empty-zip.ts';
import { createKey } from '../shared/key.ts';

/** Keys and secrets that never changed, and certificates that ran out. */
export async function createStaleSecrets(account: LabAccount): Promise<void> {
  const { acm, lambda, secrets } = account.home;
  // flaws: kms-key-rotation; kms-key-no-external-access (a partner may decrypt)
  await createKey(account, {
    alias: 'harbourline-data',
    rotation: false,
    statements: [allow('kms:Decrypt', '*', { Principal: { AWS: 'arn:aws:iam::999900001111:root' } })],
  });
  // flaws: secret-rotation, secret-no-external-access
  const orders = await account.daysAgo(1000, () =>
    secrets.createSecret({ Name: 'prod/orders/database', SecretString: '{"password":"lab"}' }),
  );
  await secrets.putResourcePolicy({
    SecretId: given(orders.ARN),
    ResourcePolicy: policy(
      allow('secretsmanager:GetSecretValue', '*', { Principal: { AWS: 'arn:aws:iam::999900001111:root' } }),
    ),
    BlockPublicPolicy: false,
  });
  // flaw: secret-rotation-succeeding (monthly on paper, last done 200 days ago)
  await lambda.createFunction({
    FunctionName: 'rotate-maps-token',
    Runtime: 'python3.8',
    Handler: 'rotate.handler',
    Role: account.arn('iam', 'role/functions'),
    Code: { ZipFile: emptyZip },
  });
  const maps = await account.daysAgo(400, () =>
    secrets.createSecret({ Name: 'prod/maps/token', SecretString: '{"token":"lab"}' }),
  );
  await account.daysAgo(200, () =>
    secrets.rotateSecret({ SecretId: given(maps.ARN), RotationRules: { AutomaticallyAfterDays: 30 } }),
  );
  // flaw: acm-certificate-renewal (issued a year and ten days ago)
  await account.daysAgo(375, () =>
    acm.requestCertificate({ DomainName: 'track.harbourline.example', ValidationMethod: 'EMAIL' }),
  );
}
