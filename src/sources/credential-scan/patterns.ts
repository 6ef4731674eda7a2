import { type CredentialPattern } from './credential-finder.ts';
import { entropy } from './entropy.ts';
import { isLongTermToken } from './json-web-token.ts';
import { isPlaceholder } from './placeholder.ts';
import { hasTokenChecksum } from './token-checksum.ts';

const random = (least: number) => (secret: string) => !isPlaceholder(secret) && entropy(secret) >= least;
const real = (secret: string) => !isPlaceholder(secret);

/** An AWS secret key has 40 characters of base64; so has a SHA-1 sum in hex, and many a path. */
export function isAwsSecretKey(secret: string): boolean {
  return /[a-z]/.test(secret) && /[A-Z]/.test(secret) && entropy(secret) >= 4 && !isPlaceholder(secret);
}

/**
 * Long-term credentials by their issuers' published shapes. Session tokens (AWS's ASIA keys, GitHub's ghs_ …) are
 * left out: they expire by themselves. Order matters where shapes overlap: the first that matches names the place.
 */
export const PATTERNS: readonly CredentialPattern[] = [
  {
    name: 'private-key',
    expression:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?<secret>[A-Za-z0-9+/=\s\\:,.-]{64,20000}?)(?=-----END|$)/dg,
    accept: (secret) => entropy(secret.replace(/\\n|\s/g, '')) >= 4,
  },
  {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    name: 'aws-access-key-id',
    expression: /(?<![A-Za-z0-9/+])(?<secret>(?:AKIA|ABIA)[A-Z2-7]{16})(?![A-Za-z0-9/+=])/dg,
    accept: random(2.75),
  },
  {
    name: 'aws-secret-access-key',
    expression:
      /(?:secret|aws)[\w .-]{0,40}["']?[ \t]{0,8}(?:=>|:=|=|:|[ \t])[ \t]{0,8}["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/dgi,
    accept: isAwsSecretKey,
  },
  {
    name: 'github-token',
    expression: /(?<![A-Za-z0-9_])(?<secret>gh[por]_[A-Za-z0-9]{36})(?![A-Za-z0-9_])/dg,
    accept: hasTokenChecksum,
  },
  {
    name: 'github-fine-grained-token',
    expression: /(?<secret>github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9_])/dg,
    accept: random(3),
  },
  {
    // https://docs.gitlab.com/security/tokens/#token-prefixes
    name: 'gitlab-token',
    expression:
      /(?<![A-Za-z0-9_])(?<secret>gl(?:pat|dt|rt|rtr|soat|ptt|ft|imt|agent|oas|ffct|cbt)-[A-Za-z0-9_-]{20,64}(?:\.[0-9a-z]{2}\.[0-9a-z]{9})?)(?![A-Za-z0-9_-])/dg,
    accept: random(3),
  },
  {
    name: 'slack-token',
    expression:
      /(?<![A-Za-z0-9_])(?<secret>xox[bpears]-[0-9A-Za-z-]{20,200}|xapp-[0-9]-[A-Z0-9]{8,16}-[0-9]{8,16}-[a-f0-9]{32,80})/dg,
    accept: random(3),
  },
  {
    name: 'slack-webhook',
    expression: /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/(?<secret>[A-Za-z0-9+/]{30,80})/dg,
    accept: random(3),
  },
  {
    name: 'stripe-key',
    expression:
      /(?<![A-Za-z0-9_])(?<secret>(?:sk|rk)_live_[0-9a-zA-Z]{24,247}|whsec_[0-9a-zA-Z+/]{32,64})(?![A-Za-z0-9])/dg,
    accept: random(3),
  },
  {
    name: 'google-api-key',
    expression: /(?<![A-Za-z0-9_-])(?<secret>AIza[0-9A-Za-z_-]{35})(?![0-9A-Za-z_-])/dg,
    accept: random(3.5),
  },
  {
    name: 'google-oauth-client-secret',
    expression: /(?<![A-Za-z0-9_-])(?<secret>GOCSPX-[0-9A-Za-z_-]{28})(?![0-9A-Za-z_-])/dg,
    accept: random(3),
  },
  {
    name: 'azure-client-secret',
    expression:
      /(?<![A-Za-z0-9_~.-])(?<secret>[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])/dg,
    accept: random(3.5),
  },
  {
    name: 'azure-shared-key',
    expression: /(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{42,86}={0,2})(?![A-Za-z0-9+/=])/dg,
    accept: random(4),
  },
  {
    name: 'npm-token',
    expression: /(?<![A-Za-z0-9_])(?<secret>npm_[A-Za-z0-9]{36})(?![A-Za-z0-9_])/dg,
    accept: random(3),
  },
  {
    // A macaroon whose first bytes name the index (the help page of PyPI, "API tokens").
    name: 'pypi-token',
    expression: /(?<secret>pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{50,500})/dg,
    accept: real,
  },
  {
    name: 'sendgrid-key',
    expression: /(?<![A-Za-z0-9_.])(?<secret>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/dg,
    accept: random(3.5),
  },
  {
    // The SID names the key; the secret beside it has 32 characters.
    name: 'twilio-token',
    expression:
      /twilio[\w .:-]{0,40}["']?[ \t]{0,8}(?:=>|:=|=|:)[ \t]{0,8}["']?(?<secret>[0-9a-f]{32}|[0-9A-Za-z]{32})(?![0-9A-Za-z])/dgi,
    accept: random(3),
  },
  {
    name: 'openai-key',
    expression:
      /(?<![A-Za-z0-9_-])(?<secret>sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,80}T3BlbkFJ[A-Za-z0-9_-]{20,80})/dg,
    accept: real,
  },
  {
    name: 'anthropic-key',
    expression: /(?<![A-Za-z0-9_-])(?<secret>sk-ant-(?:api|admin)[0-9]{2}-[A-Za-z0-9_-]{80,120})/dg,
    accept: random(3.5),
  },
  {
    name: 'hugging-face-token',
    expression: /(?<![A-Za-z0-9_])(?<secret>hf_[A-Za-z]{34})(?![A-Za-z0-9_])/dg,
    accept: random(3.5),
  },
  {
    name: 'docker-hub-token',
    expression: /(?<![A-Za-z0-9_])(?<secret>dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,32})(?![A-Za-z0-9_-])/dg,
    accept: random(3),
  },
  {
    name: 'digitalocean-token',
    expression: /(?<![A-Za-z0-9_])(?<secret>do[opr]_v1_[a-f0-9]{64})(?![A-Za-z0-9])/dg,
    accept: random(3),
  },
  {
    name: 'terraform-token',
    expression: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,80})/dg,
    accept: random(3.5),
  },
  {
    name: 'vault-token',
    expression: /(?<![A-Za-z0-9])(?<secret>hvs\.[A-Za-z0-9_-]{90,300})/dg,
    accept: random(3.5),
  },
  {
    name: 'new-relic-key',
    expression: /(?<![A-Za-z0-9])(?<secret>NRAK-[A-Z0-9]{27})(?![A-Za-z0-9])/dg,
    accept: random(3),
  },
  {
    name: 'databricks-token',
    expression: /(?<![A-Za-z0-9])(?<secret>dapi[a-f0-9]{32}(?:-[0-9])?)(?![A-Za-z0-9])/dg,
    accept: random(3),
  },
  {
    name: 'shopify-token',
    expression: /(?<![A-Za-z0-9_])(?<secret>shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})(?![A-Za-z0-9])/dg,
    accept: random(3),
  },
  {
    name: 'mailgun-key',
    expression: /(?<![A-Za-z0-9_-])(?<secret>key-[0-9a-f]{32})(?![A-Za-z0-9])/dg,
    accept: random(3),
  },
  {
    name: 'age-secret-key',
    expression: /(?<secret>AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})/dg,
    accept: real,
  },
  {
    name: 'json-web-token',
    expression:
      /(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{4,8000}\.[A-Za-z0-9_-]{20,1000})(?![A-Za-z0-9_-])/dg,
    accept: isLongTermToken,
  },
  {
    // postgres://user:password@host, https://user:token@host/repository
    name: 'url-password',
    expression:
      /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,30}:\/\/[^\s:/@"'<>]{0,80}:(?<secret>[^\s:/@"'<>]{3,200})@[^\s/@"'<>]/dg,
    accept: real,
  },
  {
    name: 'authorization-header',
    expression:
      /Authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:Basic|Token)[ \t]{1,4}(?<secret>[A-Za-z0-9+/_=-]{12,512})/dgi,
    accept: random(2.75),
  },
  {
    // echo 'user:password' | chpasswd
    name: 'command-line-password',
    expression:
      /echo[ \t]{1,8}(?:-[en] )?["']?[\w.-]{1,32}:(?<secret>[^\s"'|$]{4,128})["']?[ \t]{0,8}\|[ \t]{0,8}(?:sudo )?chpasswd/dg,
    accept: real,
  },
  {
    // cloud-init: chpasswd: list: user:password
    name: 'command-line-password',
    expression:
      /chpasswd:\s{1,20}(?:expire:[ \t]*\w{1,5}\s{1,20})?list:\s{0,4}\|?\s{1,20}(?:- )?["']?[\w.-]{1,32}:(?<secret>[^\s"'$]{4,128})/dg,
    accept: real,
  },
  {
    // curl -u user:password
    name: 'command-line-password',
    expression:
      /curl(?=[ \t])[^\n|;]{0,200}?[ \t](?:-u|--user)[ \t]{0,4}["']?[^\s:"'$]{1,64}:(?<secret>[^\s"'|$;<>]{4,128})/dg,
    accept: real,
  },
  {
    // sshpass -p password, mysql -ppassword
    name: 'command-line-password',
    expression:
      /(?:sshpass[ \t]{1,4}-p[ \t]{0,4}|mysql(?:admin|dump)?(?=[ \t])[^\n|;]{0,100}?[ \t]-p(?!assword|[ \t]))["']?(?<secret>[^\s"'|$;<>]{4,128})/dg,
    accept: real,
  },
  {
    // net user name password
    name: 'command-line-password',
    expression:
      /net(?:\.exe)? user(?: \/add)? [\w.-]{1,40} ["']?(?<secret>[^\s"'|$;<>/*][^\s"'|$;<>]{3,128})/dgi,
    accept: real,
  },
  {
    name: 'command-line-password',
    expression:
      /ConvertTo-SecureString[ \t]{1,8}(?:-String[ \t]{1,8})?["'](?<secret>[^"'\n$]{4,256})["'][^\n]{0,80}-AsPlainText/dgi,
    accept: real,
  },
];
