import { Argument, Command } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const HELP = `
To have it in every new shell:
  bash  rampart completion bash > ~/.local/share/bash-completion/completions/rampart
        (or in ~/.bashrc: source <(rampart completion bash))
  zsh   rampart completion zsh > "\${fpath[1]}/_rampart"
        (or in ~/.zshrc, after compinit: source <(rampart completion zsh))
  fish  rampart completion fish > ~/.config/fish/completions/rampart.fish
Write it anew after an update of Rampart: commands, checks and frameworks are those of the version that wrote it.
`;

/** `program`: the whole of it, made anew, which this command is a part of. */
export function completionCommand(program: () => Command): Command {
  return new Command('completion')
    .description('a script by which your shell completes commands, flags, checks and frameworks')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .addHelpText('after', HELP)
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./completion/completion-script.ts');
      process.stdout.write(await completionScript(shell, program()));
    });
}
