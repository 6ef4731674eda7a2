import { AllPairs } from '../src/network/pairs/all-pairs.ts';
import { generatedMesh } from './generated-mesh.ts';

export interface NetworkPairsFigures {
  readonly cpuSeconds: number;
  readonly pairs: number;
  readonly reachable: number;
}

/** What `network-pairs.ts` runs in a process of its own: `VPCS`. */
const facts = generatedMesh({ vpcs: Number(process.argv[2]), interfacesPerGroup: 10 });
const before = process.cpuUsage();
const pairs = new AllPairs(facts);
const { network, tables } = pairs;
const groups = network.all('AWS::EC2::SecurityGroup').map(({ id }) => id);
let reachable = 0;
for (const from of groups)
  for (const to of groups) if (pairs.outcomeOfGroups(from, to).some !== tables.none) reachable += 1;
const { user, system } = process.cpuUsage(before);
const figures: NetworkPairsFigures = {
  cpuSeconds: (user + system) / 1e6,
  pairs: groups.length ** 2,
  reachable,
};
process.stdout.write(JSON.stringify(figures));
