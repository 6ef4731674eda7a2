const WORDS = new Set(
  (
    'changeme change-me change_me changeit password passwd passphrase secret token key apikey api-key api_key example ' +
    'test testing dummy fake none null nil undefined true false yes no todo tbd fixme xxx redacted removed hidden ' +
    'masked placeholder sample default required optional enabled disabled unset empty value string text secretkey ' +
    'mypassword yourpassword my-secret-pw secretpassword prompt ask generated random auto none-needed'
  ).split(' '),
);

const INSTEAD_OF_A_VALUE = [
  /^[*x.#?_\-\s]+$/i, // ****, xxxx, ....
  /^(.)\1+$/, // aaaaaa
  /example|placeholder|changeme|change[-_ ]?(me|this|it)|redacted|replace[-_ ]?(me|this|with)|dummy/i,
  /^(your|insert|enter|replace|put|add|set|fill|todo|some|the|my)[-_ ]+[a-z_\- ]*$/i,
  /^<[^>]*>$|^\[[^\]]*\]$|^\{[^}]*\}?$/, // <password>, [password]
];

/** References that are resolved when the program runs: the value itself is not here. */
const REFERENCES = [
  /^\$[A-Za-z_{(]\w*[})]?$/, // $VAR, ${VAR}, $(
  /^\$[{(]|\$\{[^}]*\}|\$\([^)]*\)?/, // ${VAR:-…}, $(command)
  /^%[A-Za-z_]\w*%$/, // %VAR%
  /\{\{|^#\{|<%/, // {{ template }}
  /^`/,
  /^@Microsoft\.KeyVault/i,
  /^arn:aws[a-z-]*:/,
  /^(ssm|secretsmanager|vault|resolve|valueFrom|file|env|op|gcp|gs|s3|kms|alias|sops|ref|awskms)(:|\/|\+)/i,
  /^ENC\[/,
  /^AQ[IE]CA[HF]/, // what KMS encrypted, in base64
  /^\$(1|2[abxy]?|5|6|y|argon2[a-z]*|pbkdf2[a-z0-9-]*|scrypt)\$/, // a password's hash
  /^\{(SSHA|SHA|CRYPT|bcrypt|noop)[0-9]*\}/i,
  /^(process\.env|os\.environ|os\.getenv|env\.|var\.|local\.|data\.|module\.|secrets\.|config\.|self\.|this\.)/,
];

/** Whether a value stands for a secret instead of being one: documentation's examples, variables, references. */
export function isPlaceholder(value: string): boolean {
  if (WORDS.has(value.toLowerCase())) return true;
  return [...INSTEAD_OF_A_VALUE, ...REFERENCES].some((expression) => expression.test(value));
}

/** A file's path or an address without a password in it. */
export function isLocation(value: string): boolean {
  if (/^[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]*([/:?#][^\s@]*)?$/i.test(value)) return true;
  return /^(~|\.{1,2}|[A-Za-z]:)?[\\/]([\w. -]{1,24}[\\/])*[\w. -]{1,24}$/.test(value);
}
