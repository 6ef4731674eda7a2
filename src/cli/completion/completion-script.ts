import type { Command } from 'commander';
import { bashCompletion } from './bash.ts';
import { type CompletedCommand, completionSpec } from './completion-spec.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

const WRITERS: Readonly<Record<'bash' | 'zsh' | 'fish', (root: CompletedCommand) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Made from the program itself: what it takes is completed, and nothing else. */
export async function completionScript(shell: keyof typeof WRITERS, program: Command): Promise<string> {
  return WRITERS[shell](await completionSpec(program));
}
