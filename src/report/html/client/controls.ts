/** `nist-800-53-r5:AC-2`: framework and requirement, as the checks name them. */
export interface FrameworkControls {
  readonly framework: string;
  readonly requirements: readonly string[];
}

export function byFramework(controls: readonly string[]): readonly FrameworkControls[] {
  const frameworks = Map.groupBy(controls, (control) => control.slice(0, control.indexOf(':')));
  return [...frameworks].map(([framework, list]) => ({
    framework,
    requirements: list.map((control) => control.slice(framework.length + 1)),
  }));
}
