import type { ScalingPolicyFacts, ScheduledChange } from '../model/scaling-facts.ts';
import type { ScalingScenario, Simulation } from '../model/simulation.ts';
import { answersOf } from './answers.ts';
import { checkScenario } from './check-scenario.ts';
import { Fleet } from './fleet.ts';
import { loadRates } from './load-rates.ts';
import { clearSums, MetricHistory, noSums } from './metric-history.ts';
import { MinuteLoad } from './minute-load.ts';
import { cooldownOf, type PolicyView, proposal, warmupOf } from './policy-proposals.ts';
import { SimulationLog } from './simulation-log.ts';
import { clearSpent, nothingSpent } from './spent.ts';
import { type Spread, spreadOver } from './spread.ts';
import { surgeOf } from './surge.ts';
import { Tally } from './tally.ts';
import { WatchedAlarm } from './watched-alarm.ts';

/**
 * A group under a load, as AWS documents it: the order of a second and every rule stand at `ScalingGroup`. Throws
 * InvalidScenario.
 */
export function simulate(scenario: ScalingScenario): Simulation {
  checkScenario(scenario);
  return new Run(scenario).run();
}

class Run {
  readonly #scenario: ScalingScenario;
  readonly #fleet: Fleet;
  readonly #log: SimulationLog;
  readonly #load: MinuteLoad;
  readonly #metrics: MetricHistory;
  readonly #tally: Tally;
  readonly #alarms: readonly WatchedAlarm[];
  readonly #byName: ReadonlyMap<string, WatchedAlarm>;
  readonly #policies: readonly ScalingPolicyFacts[];
  readonly #suspended: ReadonlySet<string>;
  /** The scheduled actions by their time, those past left out. */
  #scheduled: readonly ScheduledChange[];
  /** Of the minute. */
  readonly #sums = noSums();
  readonly #spent = nothingSpent();
  #desired: number;
  #minSize: number;
  #maxSize: number;
  #raisedBy: ScalingPolicyFacts | null = null;
  #cooldownUntil = 0;
  /** Instances or what is desired are not what they were when the spread was made. */
  #changed = true;
  /** When an instance changes next by itself. */
  #next = 0;
  #spread: Spread;

  constructor(scenario: ScalingScenario) {
    const { group, load, duration, seed } = scenario;
    this.#scenario = scenario;
    this.#desired = group.desiredCapacity;
    this.#minSize = group.minSize;
    this.#maxSize = group.maxSize;
    this.#log = new SimulationLog(duration / 60);
    this.#fleet = new Fleet(group, seed);
    this.#spread = spreadOver(group, this.#fleet.instances, 0);
    const rates = loadRates(load, group.loadBalancer);
    const surge = surgeOf(rates, duration);
    this.#load = new MinuteLoad(rates);
    this.#load.begin(0);
    const second = noSums();
    const spent = nothingSpent();
    this.#load.spend(this.#spread, 0, 1, second, spent);
    this.#tally = new Tally(group, surge, spent.requests, this.#fleet.instances);
    this.#metrics = new MetricHistory(group, duration / 60, second);
    this.#alarms = group.alarms.map((facts) => new WatchedAlarm(facts, this.#metrics));
    this.#byName = new Map(this.#alarms.map((alarm) => [alarm.facts.name, alarm]));
    this.#policies = group.policies.filter(({ enabled }) => enabled);
    this.#suspended = new Set(group.suspendedProcesses);
    this.#scheduled = group.scheduledActions.toSorted((a, b) => a.at - b.at);
  }

  run(): Simulation {
    const { duration, seed } = this.#scenario;
    for (let minute = 0; minute < duration / 60; minute++) this.#minute(minute);
    const answers = answersOf(this.#scenario.group, this.#log, this.#tally);
    return { seed, duration, minutes: this.#log.minutes, events: this.#log.events, answers };
  }

  #minute(minute: number): void {
    const end = (minute + 1) * 60;
    this.#load.begin(minute * 60);
    clearSums(this.#sums);
    clearSpent(this.#spent);
    for (let now = minute * 60; now < end; ) {
      this.#happen(now);
      const next = Math.min(end, this.#next, this.#scheduled[0]?.at ?? end);
      this.#load.spend(this.#spread, now, next, this.#sums, this.#spent);
      this.#tally.pass(now, next);
      now = next;
    }
    this.#metrics.record(minute, this.#sums);
    this.#tell(minute, end - 1);
  }

  /** The first four steps of a second. */
  #happen(now: number): void {
    this.#settle(now);
    if (this.#scheduled[0]?.at === now) this.#schedule(now);
    if (now % 60 === 0 && now > 0) this.#evaluate(now);
    this.#reconcile(now);
    if (this.#changed || now >= this.#next) this.#spreadAnew(now);
    if (this.#spread.overTargetLimit) {
      this.#log.bind(now, 'target-limit', `the load balancer takes ${this.#spread.serving} targets`);
    }
  }

  #spreadAnew(now: number): void {
    this.#changed = false;
    this.#next = this.#fleet.next(now);
    const before = this.#spread.serving;
    this.#spread = spreadOver(this.#scenario.group, this.#fleet.instances, now);
    this.#tally.note(now, this.#spread, this.#desired, this.#fleet.instances);
    const more = this.#spread.serving - before;
    if (more > 0) {
      this.#log.add({
        at: now,
        kind: 'serving',
        instances: more,
        reason: `${more} more instances serve, ${this.#spread.serving} in all.`,
      });
    }
  }

  #settle(now: number): void {
    if (now < this.#next) return;
    const replaced = this.#fleet.settle(now);
    if (replaced === 0) return;
    const reason = `${replaced} instances were unhealthy at the load balancer after the grace period, and are replaced.`;
    this.#log.add({ at: now, kind: 'replaced', instances: replaced, reason });
    this.#log.bind(
      now,
      'health-check-grace',
      'instances are replaced before they serve, their grace period is too short',
    );
  }

  #schedule(now: number): void {
    const due = this.#scheduled.filter(({ at }) => at === now);
    this.#scheduled = this.#scheduled.slice(due.length);
    if (this.#suspended.has('ScheduledActions')) return;
    for (const action of due) {
      this.#minSize = action.minSize ?? this.#minSize;
      this.#maxSize = Math.max(this.#minSize, action.maxSize ?? this.#maxSize);
      this.#want(now, action.desiredCapacity ?? this.#desired, null, `scheduled action ${action.name}`);
    }
  }

  #evaluate(now: number): void {
    let acting = false;
    for (const alarm of this.#alarms) {
      const before = alarm.state;
      alarm.look(now);
      acting ||= alarm.state === 'ALARM';
      if (alarm.state === before) continue;
      const reason = `Alarm ${alarm.facts.name} went from ${before} to ${alarm.state}${Number.isNaN(alarm.value) ? '' : ` at ${round(alarm.value)}`}.`;
      this.#log.add({ at: now, kind: 'alarm', alarm: alarm.facts.name, state: alarm.state, reason });
    }
    if (!acting || this.#suspended.has('AlarmNotification')) return;
    const wanted = proposal(this.#policies, this.#view(now));
    if (!wanted) return;
    if (wanted.to > this.#maxSize) {
      this.#log.bind(
        now,
        'max-size',
        `${wanted.policy.name} wants ${wanted.to} and the maximum size is ${this.#maxSize}`,
      );
    }
    this.#want(now, wanted.to, wanted.policy, `policy ${wanted.policy.name}`);
  }

  #view(now: number): PolicyView {
    const fleet = this.#fleet;
    const { warm, draining } = fleet.capacity(now);
    return {
      current: warm,
      currentWithDraining: warm + draining,
      desired: this.#desired,
      warming: fleet.isWarming(now),
      simpleMayAct: !fleet.isActive(now) && now >= this.#cooldownUntil,
      alarm: (name) => this.#byName.get(name) ?? null,
    };
  }

  /** INVARIANT: the desired capacity never leaves the group's bounds. */
  #want(now: number, to: number, policy: ScalingPolicyFacts | null, by: string): void {
    const wanted = Math.min(this.#maxSize, Math.max(this.#minSize, to));
    const from = this.#desired;
    if (wanted === from) return;
    this.#desired = wanted;
    this.#changed = true;
    if (wanted > from) this.#raisedBy = policy;
    const reason = `The desired capacity went from ${from} to ${wanted} by ${by}.`;
    this.#log.add({ at: now, kind: 'desired', from, to: wanted, policy: policy?.name ?? by, reason });
    if (policy?.kind === 'simple')
      this.#cooldownUntil = this.#reconcile(now) + cooldownOf(policy, this.#scenario.group);
  }

  /** When the last of what it changed is over. */
  #reconcile(now: number): number {
    const { group } = this.#scenario;
    const warmup = warmupOf(this.#raisedBy, group);
    const { launched, ended, over, limit } = this.#fleet.reconcile(now, this.#desired, this.#maxSize, warmup);
    if (launched > 0 || ended > 0) this.#changed = true;
    if (launched > 0) {
      this.#log.add({
        at: now,
        kind: 'launched',
        instances: launched,
        reason: `${launched} instances are launched.`,
      });
    }
    if (ended > 0)
      this.#log.add({ at: now, kind: 'ended', instances: ended, reason: `${ended} instances leave.` });
    if (limit) this.#log.bind(now, limit.kind, limit.detail);
    return Math.max(now, over);
  }

  #tell(minute: number, second: number): void {
    const { minutes } = this.#log;
    const spent = this.#spent;
    minutes.offered[minute] = spent.offered;
    minutes.filtered[minute] = spent.filtered;
    minutes.served[minute] = spent.served;
    minutes.lost[minute] = spent.lost;
    minutes.capacity[minute] = spent.capacity;
    minutes.desired[minute] = this.#desired;
    minutes.inService[minute] = this.#spread.serving;
    minutes.running[minute] = this.#tally.running;
    this.#tally.minuteEnded(second, spent, this.#desired === this.#maxSize);
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
