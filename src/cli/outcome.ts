/** Commands put their exit code here. */
export interface Outcome {
  exitCode: number;
}
