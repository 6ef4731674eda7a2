import type { ScalingAlarm } from '../model/scaling-facts.ts';
import { type AlarmState, alarmState, breaches, evaluationRange } from './alarm-state.ts';
import type { MetricHistory, Series } from './metric-history.ts';
import type { AlarmView } from './policy-proposals.ts';

/** An alarm as a simulation goes on; looked at each whole minute. */
export class WatchedAlarm implements AlarmView {
  readonly facts: ScalingAlarm;
  state: AlarmState = 'INSUFFICIENT_DATA';
  value = Number.NaN;
  readonly #range: Float64Array;
  readonly #read: (second: number, into: Float64Array) => void;
  readonly #window: Window | null;

  /** Looks at second 0. */
  constructor(facts: ScalingAlarm, metrics: MetricHistory) {
    const series = metrics.minuteByMinute(facts);
    this.facts = facts;
    this.#range = new Float64Array(evaluationRange(facts));
    this.#read = metrics.datapointsOf(facts);
    this.#window = series && new Window(facts, series);
    this.#lookAt(0);
  }

  /** At the next minute. */
  look(second: number): void {
    if (!this.#window?.next(second / 60)) {
      this.#lookAt(second);
      return;
    }
    this.state = this.#window.breaching >= this.facts.datapointsToAlarm ? 'ALARM' : 'OK';
    this.value = this.#window.newest;
  }

  #lookAt(second: number): void {
    this.#read(second, this.#range);
    this.state = alarmState(this.facts, this.#range, this.state);
    this.value = newest(this.#range);
  }
}

/**
 * The newest datapoints, as many as evaluation periods. While all of them are real they alone decide, and how many
 * breach changes by the one that comes and the one that goes.
 */
class Window {
  breaching: number;
  newest = Number.NaN;
  readonly #alarm: ScalingAlarm;
  readonly #series: Series;
  /** How many in a row are real, to the newest. */
  #real: number;

  constructor(alarm: ScalingAlarm, series: Series) {
    this.#alarm = alarm;
    this.#series = series;
    this.breaching = breaches(alarm, series.past) ? alarm.evaluationPeriods : 0;
    this.#real = Number.isNaN(series.past) ? 0 : alarm.evaluationPeriods;
  }

  /** Whether all are real. INVARIANT: asked at every minute from 1. */
  next(minute: number): boolean {
    const { evaluationPeriods } = this.#alarm;
    this.newest = this.#at(minute - 1);
    if (breaches(this.#alarm, this.newest)) this.breaching++;
    if (breaches(this.#alarm, this.#at(minute - 1 - evaluationPeriods))) this.breaching--;
    this.#real = Number.isNaN(this.newest) ? 0 : this.#real + 1;
    return this.#real >= evaluationPeriods;
  }

  #at(minute: number): number {
    const { values, past } = this.#series;
    return minute < 0 ? past : (values[minute] ?? Number.NaN);
  }
}

/** NaN: none is real. */
function newest(range: Float64Array): number {
  for (let k = 0; k < range.length; k++) {
    const value = range[k] ?? Number.NaN;
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}
