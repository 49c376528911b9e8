import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addDoctor } from './commands/doctor/command.ts';
import { addFake } from './commands/fake/command.ts';
import { addInbox } from './commands/inbox/command.ts';
import { addListen } from './commands/listen/command.ts';
import { addLogs } from './commands/logs/command.ts';
import type { Program } from './commands/program.ts';
import { addReplay } from './commands/replay/command.ts';
import { addTrigger } from './commands/trigger/command.ts';
import { addWebhook } from './commands/webhook/command.ts';
import type { Terminal } from './terminal/terminal.ts';

export function createProgram(terminal: Terminal, onExitCode: (code: number) => void): Command {
  const root = new Command('vzaps')
    .description('Listen to, forward, replay and diagnose the WhatsApp events of VZaps.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('Run the command with --help to see its options.')
    .addHelpText('after', HELP);
  const program: Program = {
    root,
    action:
      (load) =>
      async (...args) => {
        const work = await load();
        const result = await work(terminal, ...args);
        if (typeof result === 'number') onExitCode(result);
      },
  };
  for (const add of [addListen, addTrigger, addWebhook, addLogs, addReplay, addInbox, addFake, addDoctor]) add(program);
  return root;
}

const HELP = `
Settings come from flags, else from the environment, else from .env.
Start here:
  $ vzaps fake --traffic                 a VZaps on this machine, without an account
  $ vzaps listen --forward-to http://localhost:3000/webhooks/vzaps
  $ vzaps doctor                         find out why no event arrives`;
