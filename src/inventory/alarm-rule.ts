/**
 * Whether a composite alarm rings while one alarm, by its name and ARN, is in ALARM and all others are OK. Null: the
 * rule holds something else than these functions and operators.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function ringsFor(rule: string, alarm: { readonly id: string; readonly arn: string }): boolean | null {
  const tokens = rule.match(TOKEN) ?? [];
  if (tokens.join('').replace(/\s/g, '') !== rule.replace(/\s/g, '')) return null;
  const reader = new RuleReader(tokens, alarm);
  const answer = reader.either();
  return reader.isWhole ? answer : null;
}

const TOKEN =
  /(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"(?:[^"\\]|\\.)*"|[^"()\s]+)\s*\)|AND|OR|NOT|TRUE|FALSE|[()]/g;
const STATE = /^(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"((?:[^"\\]|\\.)*)"|([^"()\s]+))\s*\)$/;

/** NOT binds tighter than AND, AND tighter than OR. */
class RuleReader {
  readonly #tokens: readonly string[];
  readonly #alarm: { readonly id: string; readonly arn: string };
  #at = 0;
  #isBroken = false;

  constructor(tokens: readonly string[], alarm: { readonly id: string; readonly arn: string }) {
    this.#tokens = tokens;
    this.#alarm = alarm;
  }

  get isWhole(): boolean {
    return !this.#isBroken && this.#at === this.#tokens.length;
  }

  either(): boolean {
    let answer = this.#both();
    while (this.#take('OR')) answer = this.#both() || answer;
    return answer;
  }

  #both(): boolean {
    let answer = this.#single();
    while (this.#take('AND')) answer = this.#single() && answer;
    return answer;
  }

  #single(): boolean {
    if (this.#take('NOT')) return !this.#single();
    if (this.#take('TRUE')) return true;
    if (this.#take('FALSE')) return false;
    if (!this.#take('(')) return this.#state();
    const answer = this.either();
    if (!this.#take(')')) this.#isBroken = true;
    return answer;
  }

  #state(): boolean {
    const [, state, quoted, bare] = STATE.exec(this.#tokens[this.#at] ?? '') ?? [];
    this.#at++;
    if (state === undefined) this.#isBroken = true;
    const name = quoted?.replace(/\\(.)/g, '$1') ?? bare;
    const isThis = name === this.#alarm.id || name === this.#alarm.arn;
    return state === (isThis ? 'ALARM' : 'OK');
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
}
