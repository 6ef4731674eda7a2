import type colors from 'picocolors';
import type { Severity } from '../model/finding.ts';

export type Paint = ReturnType<typeof colors.createColors>;

export const SEVERITY_PAINT: Readonly<Record<Severity, (paint: Paint, text: string) => string>> = {
  critical: (paint, text) => paint.bold(paint.red(text)),
  high: (paint, text) => paint.red(text),
  medium: (paint, text) => paint.yellow(text),
  low: (paint, text) => paint.cyan(text),
  info: (paint, text) => paint.dim(text),
};
