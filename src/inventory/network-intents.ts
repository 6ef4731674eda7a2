import type { NetworkIntent, NetworkIntents } from '../model/network-intent.ts';
import type { IntentVerdict } from '../network/intents/intent-verdict.ts';
import { IntentJudge } from '../network/intents/judge-intent.ts';
import type { Inventory } from './inventory.ts';
import { wholeNetwork } from './whole-network.ts';

/** What the network makes of an intent within a VPC; null: the intent itself is a mistake. */
export function intentVerdict(
  inventory: Inventory,
  intents: NetworkIntents,
  intent: NetworkIntent,
  vpcId: string,
): IntentVerdict | null {
  const judge = judgeOf(inventory, intents);
  return judge.mistakeIn(intent) === null ? judge.judge(intent, vpcId) : null;
}

/** Why an intent can be neither kept nor broken; null: it can. */
export function intentMistake(
  inventory: Inventory,
  intents: NetworkIntents,
  intent: NetworkIntent,
): string | null {
  return judgeOf(inventory, intents).mistakeIn(intent);
}

function judgeOf(inventory: Inventory, intents: NetworkIntents): IntentJudge {
  const judges = inventory.derive(judgeOf, () => new Map<NetworkIntents, IntentJudge>());
  const known = judges.get(intents) ?? new IntentJudge(wholeNetwork(inventory), intents);
  judges.set(intents, known);
  return known;
}
