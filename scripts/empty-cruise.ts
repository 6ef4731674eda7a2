/**
 * Why a run of dependency-cruiser proved nothing, by its last line (`748 modules, 3039 dependencies cruised`); null
 * when it saw at least every source file, and more imports than files.
 */
export function emptyCruise(output: string, sourceFiles: number): string | null {
  const [, modules, dependencies] = /\((\d+) modules, (\d+) dependencies cruised\)/.exec(output) ?? [];
  if (modules === undefined) return 'it does not say how many modules were cruised';
  if (Number(modules) < sourceFiles) return `it cruised ${modules} modules of ${sourceFiles} source files`;
  if (Number(dependencies) < sourceFiles)
    return `it saw ${dependencies} imports in ${sourceFiles} source files`;
  return null;
}
