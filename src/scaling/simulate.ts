import type { ScalingPolicyFacts } from '../model/scaling-facts.ts';
import type { ScalingScenario, Simulation } from '../model/simulation.ts';
import { type AlarmState, alarmState, evaluationRange } from './alarm-state.ts';
import { answersOf } from './answers.ts';
import { checkScenario } from './check-scenario.ts';
import { Fleet } from './fleet.ts';
import { type LoadRates, loadRates } from './load-rates.ts';
import { MetricHistory, noSums } from './metric-history.ts';
import { type AlarmView, cooldownOf, type PolicyView, proposal, warmupOf } from './policy-proposals.ts';
import { SimulationLog } from './simulation-log.ts';
import { nothingSpent, type Spent, spend } from './spend.ts';
import { type Spread, spreadOver } from './spread.ts';
import { Tally } from './tally.ts';

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
  readonly #log = new SimulationLog();
  readonly #rates: LoadRates;
  readonly #metrics: MetricHistory;
  readonly #tally: Tally;
  readonly #alarms: Map<string, Watched>;
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
    this.#fleet = new Fleet(group, seed);
    this.#spread = spreadOver(group, this.#fleet.instances, 0);
    this.#rates = loadRates(load, duration, group.loadBalancer);
    this.#tally = new Tally(group, this.#rates, this.#spread, this.#fleet.instances);
    const second = noSums();
    spend(this.#rates, this.#spread, 0, 1, second, nothingSpent());
    this.#metrics = new MetricHistory(group, duration / 60, second);
    this.#alarms = new Map(group.alarms.map((facts) => [facts.name, watched(facts)]));
    for (const alarm of this.#alarms.values()) this.#look(alarm, 0);
  }

  run(): Simulation {
    const { duration, seed } = this.#scenario;
    for (let minute = 0; minute < duration / 60; minute++) this.#minute(minute);
    const answers = answersOf(this.#scenario.group, this.#log, this.#tally);
    return { seed, duration, minutes: this.#log.minutes, events: this.#log.events, answers };
  }

  #minute(minute: number): void {
    const sums = noSums();
    const end = (minute + 1) * 60;
    const spent = nothingSpent();
    for (let now = minute * 60; now < end; ) {
      this.#happen(now);
      const next = Math.min(end, this.#next, this.#nextScheduled(now));
      spend(this.#rates, this.#spread, now, next, sums, spent);
      this.#tally.pass(now, next);
      now = next;
    }
    this.#metrics.record(minute, sums);
    this.#tell(spent, end - 1);
  }

  #nextScheduled(now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#scenario.group.scheduledActions) if (at > now && at < next) next = at;
    return next;
  }

  /** The first four steps of a second. */
  #happen(now: number): void {
    this.#settle(now);
    if (!this.#suspends('ScheduledActions')) this.#schedule(now);
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

  #suspends(process: string): boolean {
    return this.#scenario.group.suspendedProcesses.includes(process);
  }

  #schedule(now: number): void {
    for (const action of this.#scenario.group.scheduledActions) {
      if (action.at !== now) continue;
      this.#minSize = action.minSize ?? this.#minSize;
      this.#maxSize = Math.max(this.#minSize, action.maxSize ?? this.#maxSize);
      this.#want(now, action.desiredCapacity ?? this.#desired, null, `scheduled action ${action.name}`);
    }
  }

  #evaluate(now: number): void {
    for (const alarm of this.#alarms.values()) {
      const before = alarm.state;
      this.#look(alarm, now);
      if (alarm.state === before) continue;
      const reason = `Alarm ${alarm.facts.name} went from ${before} to ${alarm.state}${Number.isNaN(alarm.value) ? '' : ` at ${round(alarm.value)}`}.`;
      this.#log.add({ at: now, kind: 'alarm', alarm: alarm.facts.name, state: alarm.state, reason });
    }
    if (this.#suspends('AlarmNotification')) return;
    const wanted = proposal(this.#scenario.group.policies, this.#view(now));
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

  #look(alarm: Watched, now: number): void {
    this.#metrics.datapoints(alarm.facts, now, alarm.range);
    alarm.state = alarmState(alarm.facts, alarm.range, alarm.state);
    alarm.value = alarm.range.find((value) => !Number.isNaN(value)) ?? Number.NaN;
  }

  #view(now: number): PolicyView {
    const fleet = this.#fleet;
    return {
      current: fleet.warmSize(now),
      desired: this.#desired,
      warming: fleet.isWarming(now),
      simpleMayAct: !fleet.isActive(now) && now >= this.#cooldownUntil,
      alarm: (name) => this.#alarms.get(name) ?? null,
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

  #tell(spent: Spent, second: number): void {
    const { minutes } = this.#log;
    minutes.offered.push(spent.offered);
    minutes.filtered.push(spent.filtered);
    minutes.served.push(spent.served);
    minutes.lost.push(spent.lost);
    minutes.capacity.push(spent.capacity);
    minutes.desired.push(this.#desired);
    minutes.inService.push(this.#spread.serving);
    minutes.running.push(this.#tally.running);
    this.#tally.minuteEnded(second, spent, this.#desired === this.#maxSize);
  }
}

interface Watched extends AlarmView {
  state: AlarmState;
  value: number;
  readonly range: Float64Array;
}

function watched(facts: AlarmView['facts']): Watched {
  return {
    facts,
    state: 'INSUFFICIENT_DATA',
    value: Number.NaN,
    range: new Float64Array(evaluationRange(facts)),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
