import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accessKeyId,
  awsSecretKey,
  githubToken,
  madeUp,
  madeUpSecrets,
  privateKey,
  sessionToken,
} from '../../../test/builders/made-up-secrets.ts';
import type { ScannedText } from '../../model/credential-match.ts';
import { scanText, scanUserData, scanVariables } from './credential-scan.ts';

const patternsIn = (scanned: ScannedText) => scanned.matches.map((match) => match.pattern);
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

test.each(Object.entries(madeUpSecrets))('finds %s in a text and in a variable', (pattern, secret) => {
  expect(scanText(`#!/bin/bash\nrun --with ${secret} now`).matches).toMatchObject([{ pattern, line: 2 }]);
  expect(scanVariables({ SETTING: secret }).matches).toMatchObject([
    { pattern, variable: 'SETTING', line: null },
  ]);
});

test.each(Object.entries(madeUpSecrets))('shows of %s no more than its ends', (_, secret) => {
  const result = JSON.stringify([scanText(secret), scanVariables({ SETTING: secret })]);
  expect(result).not.toContain(secret);
  expect(result).not.toContain(secret.slice(4, -4));
});

test('an access key names its account, with the secret key found beside it', () => {
  const { matches } = scanText(`export A=${accessKeyId}\nexport B=${awsSecretKey}\n`);
  expect(matches).toMatchObject([
    { pattern: 'aws-access-key-id', line: 1, awsAccount: expect.stringMatching(/^\d{12}$/) },
    { pattern: 'aws-secret-access-key', line: 2 },
  ]);
});

test.each([
  ['AWS_SECRET_ACCESS_KEY=', ''],
  ['aws configure set aws_secret_access_key ', ''],
  ['{"SecretAccessKey": "', '"}'],
  ['secretKey: ', ''],
])('a secret key stands after %j', (before, after) => {
  expect(patternsIn(scanText(`${before}${awsSecretKey}${after}`))).toEqual(['aws-secret-access-key']);
});

test.each([
  `commit ${madeUp(40, '0123456789abcdef')}`,
  `image: sha256:${madeUp(64, '0123456789abcdef')}`,
  `random ${awsSecretKey} without any context`,
])('%j is no secret key', (text) => {
  expect(scanText(text).matches).toEqual([]);
});

test.each([
  ['a documented access key', 'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE'],
  ['a documented secret key', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['a temporary access key', `AWS_ACCESS_KEY_ID=${accessKeyId.replace('AKIA', 'ASIA')}`],
  ['a session token', `AUTHORIZATION_TOKEN=${sessionToken}`],
  ['a GitHub token whose checksum is wrong', `GITHUB_TOKEN=${githubToken.slice(0, -6)}AAAAAA`],
  ['a placeholder', 'DB_PASSWORD=changeme'],
  ['a placeholder in brackets', 'DB_PASSWORD=<password>'],
  ['a variable', ['DB_PASSWORD=', '{VAR}'].join('$')],
  ['a variable in quotes', `DB_PASSWORD="$VAR"`],
  ['a default taken elsewhere', ['DB_PASSWORD="', '{DB_PASSWORD:-none}"'].join('$')],
  ['a command', 'DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db --query SecretString)'],
  ['a Secrets Manager ARN', 'DB_PASSWORD=arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf'],
  ['an SSM reference', 'DB_PASSWORD={{resolve:ssm-secure:/db/password:1}}'],
  ['a template', 'db_password: "{{ vault_db_password }}"'],
  ['a file', 'DB_PASSWORD_FILE=/run/secrets/db'],
  ['a path', 'DB_PASSWORD=/run/secrets/database-password'],
  ['a name', 'SECRET_NAME=production/database-2'],
  ['an identifier', 'aws secretsmanager get-secret-value --secret-id orders-db-1'],
  ['a lifetime', 'TOKEN_TTL=3600000000'],
  ['metadata options', 'aws ec2 modify-instance-metadata-options --http-tokens required'],
  ['a KMS ciphertext', `DB_PASSWORD=AQICAHh${madeUp(120)}`],
  ['a password hash', 'PASSWD=$6$abcdefgh$0123456789abcdefghij'],
  ['a URL without a password', 'DATABASE_URL=postgres://orders@db.internal:5432/orders'],
  ['a URL with a variable', ['DATABASE_URL=postgres://orders:', '{PW}@db.internal/orders'].join('$')],
  ['a public key', 'SSH_KEY="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDe4"'],
  ['a KMS key id', 'ENCRYPTION_KEY=1234abcd-12ab-34cd-56ef-1234567890ab'],
])('%s is no credential: %s', (_, text) => {
  expect(scanText(text).matches).toEqual([]);
  const [name = '', ...value] = text.split('=');
  expect(scanVariables({ [name]: value.join('=') }).matches).toEqual([]);
});

test.each([
  ['code', 'password = getPassword()'],
  ['code that reads the environment', 'password: process.env.DB_PASSWORD'],
  ['code of a library', 'password = getpass.getpass(prompt)'],
  ['a variable in code', 'password = url_user_password'],
  ['a setting', 'password_encryption = scram-sha-256'],
  ['a type', 'private_key: EllipticCurvePrivateKey'],
  ['prose about flags', 'the --username and --password options are gone'],
  ['prose', '# The password: consult the wiki'],
  ['a port', 'mysql -h db -P 3306 -u root'],
])('%s in a text is no credential: %s', (_, text) => {
  expect(scanText(text).matches).toEqual([]);
});

const password = 'hunter2!X';

test.each([
  ['assigned-password', `export DB_PASSWORD=${password}`],
  ['assigned-password', `PGPASSWORD='${password}' psql -h db`],
  ['assigned-password', `{"database": {"dbPassword": "${password}"}}`],
  ['assigned-password', `  password: ${password}`],
  ['assigned-password', `password = ${password}`],
  ['assigned-password', `DB_PASSWORD=monkeybanana`],
  ['assigned-password', `mysql --user=root --password=${password}`],
  ['assigned-password', `tool --admin-password ${password} --yes`],
  ['assigned-password', `<password>${password}</password>`],
  ['assigned-password', `$AdminPassword = "${password}"`],
  ['assigned-token', `API_TOKEN=${madeUp(24)}`],
  ['assigned-token', `client_secret = '${madeUp(32)}'`],
  ['url-password', `postgres://orders:${password}@db.internal/orders`],
  ['url-password', `redis://:${password}@cache.internal:6379/0`],
  ['azure-shared-key', `DefaultEndpointsProtocol=https;AccountKey=${madeUp(86)}==;`],
  [
    'slack-webhook',
    `https://hooks.slack.com/services/${['T', madeUp(8)].join('')}/B${madeUp(8)}/${madeUp(24)}`,
  ],
  ['twilio-token', `TWILIO_AUTH_TOKEN=${madeUp(32, '0123456789abcdef')}`],
  ['command-line-password', `echo 'ubuntu:${password}' | chpasswd`],
  ['command-line-password', `chpasswd:\n  list: |\n    ubuntu:${password}\n`],
  ['command-line-password', `curl -s -u admin:${password} https://nexus.internal/`],
  ['command-line-password', `sshpass -p '${password}' ssh host`],
  ['command-line-password', `mysql -u root -p${password} -e 'select 1'`],
  ['command-line-password', `mysql -p${password}`],
  ['command-line-password', `net user Administrator ${password} /add`],
  ['command-line-password', `ConvertTo-SecureString "${password}" -AsPlainText -Force`],
  ['authorization-header', `curl -H "Authorization: Basic ${base64(`admin:${password}`)}" https://x`],
])('finds %s in %j', (pattern, text) => {
  const scanned = scanText(text);
  expect(patternsIn(scanned)).toContain(pattern);
  expect(JSON.stringify(scanned)).not.toContain(password);
});

test('a variable is judged by its name, a parameter by the last part of its path', () => {
  expect(patternsIn(scanVariables({ '/orders/db-password': 'correct7horse' }))).toEqual([
    'assigned-password',
  ]);
  expect(patternsIn(scanVariables({ dbPassword: 'a;b&c|d"e7' }))).toEqual(['assigned-password']);
  expect(patternsIn(scanVariables({ DB_PASSWORD: 'correct horse battery' }))).toEqual(['assigned-password']);
  expect(patternsIn(scanVariables({ '/password/db/host': 'db1.internal' }))).toEqual([]);
  expect(patternsIn(scanVariables({ LOG_LEVEL: 'correct7horse' }))).toEqual([]);
});

test('credentials within a variable that holds JSON are found under its name', () => {
  const { matches } = scanVariables({ CONFIG: JSON.stringify({ password, url: 'https://x' }) });
  expect(matches).toMatchObject([{ pattern: 'assigned-password', variable: 'CONFIG' }]);
});

test('finds private keys, also on one line, and not their empty frames', () => {
  expect(patternsIn(scanText(privateKey))).toEqual(['private-key']);
  expect(patternsIn(scanVariables({ TLS: privateKey.replaceAll('\n', '\\n') }))).toEqual(['private-key']);
  const [first = '', ...rest] = privateKey.split('\n');
  expect(scanText(`${first}\n...\n${rest.at(-1)}`).matches).toEqual([]);
});

test('the same secret has the same hash wherever it is found', () => {
  const [inText, inVariable] = [scanText(`x ${githubToken}`), scanVariables({ X: githubToken })];
  expect(inText.matches[0]?.sha256).toBe(inVariable.matches[0]?.sha256);
});

test('no text: nothing found, and nothing hashed', () => {
  const nothing = { length: 0, sha256: null, matches: [] };
  expect(scanText('')).toEqual(nothing);
  expect(scanVariables({})).toEqual(nothing);
  expect(scanUserData(undefined)).toEqual(nothing);
});

const script = `#!/bin/bash\necho start\nexport GITHUB_TOKEN=${githubToken}\n`;
const archive = (body: string, encoding: string) =>
  `Content-Type: multipart/mixed; boundary="=="\nMIME-Version: 1.0\n\n--==\nContent-Type: text/x-shellscript\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n--==--\n`;
const wrapped = base64(script).replace(/.{76}/g, '$&\n');

test.each([
  ['plain', base64(script), 3],
  ['gzip', base64(gzipSync(script)), 3],
  ['not encoded', script, 3],
  ['wrapped base64', wrapped, 3],
  ['UTF-16', base64(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(script, 'utf16le')])), 3],
  ['Latin-1', base64(Buffer.from(`# caf\xe9\n${script}`, 'latin1')), 4],
  ['a MIME archive', base64(archive(script, '7bit')), 10],
  ['a MIME archive in base64', base64(archive(wrapped, 'base64')), 8],
  ['a MIME archive of gzip', base64(archive(base64(gzipSync(script)), 'base64')), 8],
  ['cloud-init write_files', base64(`#cloud-config\nwrite_files:\n- content: ${base64(script)}\n`), 3],
])('reads user data: %s', (_, userData, line) => {
  expect(scanUserData(userData).matches).toMatchObject([{ pattern: 'github-token', line }]);
});

test('user data that claims to be gzip and is not is scanned as it is', () => {
  const damaged = Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from(`\n${script}`)]);
  expect(patternsIn(scanUserData(base64(damaged)))).toEqual(['github-token']);
});

const secretCharacters = fc.constantFrom(
  ...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789+/_-.!#'.split(''),
);
const secrets = fc.string({ unit: secretCharacters, minLength: 9, maxLength: 64 });
const frames = fc.constantFrom(
  (secret: string) => `PASSWORD=${secret}`,
  (secret: string) => `password: "${secret}"`,
  (secret: string) => `mysql://user:${secret}@host/db`,
  (secret: string) => `{"apiToken":"${secret}"}`,
  (secret: string) => `aws_secret_access_key = ${secret}`,
  (secret: string) => base64(`#!/bin/sh\nexport DB_PASSWORD='${secret}'\n`),
);

test('no scanned secret ever stands in the result', () => {
  fc.assert(
    fc.property(secrets, frames, (secret, frame) => {
      const text = frame(secret);
      const results = [
        scanText(text),
        scanVariables({ PASSWORD: secret, CONFIG: text }),
        scanUserData(base64(text)),
      ];
      expect(JSON.stringify(results)).not.toContain(secret);
    }),
    { numRuns: 500 },
  );
});

test('any bytes can be scanned, in time that grows with their length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const scanned = scanUserData(base64(Buffer.from(bytes)));
      expect(scanned.length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 200 },
  );
  const long = [
    'A'.repeat(60_000),
    'password: '.repeat(6000),
    'a=b\n'.repeat(15_000),
    `${'x'.repeat(60)}\n`.repeat(1000),
  ];
  const started = performance.now();
  for (const text of [...long, 'secret '.repeat(8000), 'https://a:'.repeat(6000), 'eyJ.eyJ'.repeat(8000)])
    scanText(text);
  expect(performance.now() - started).toBeLessThan(5000);
});
