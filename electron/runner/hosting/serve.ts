import type { MessagePort } from 'node:worker_threads';
import type { StrategyDefinition } from '#shared/domain/strategy';
import { createInlineHost } from '#shared/engine/inline-host';
import type { FromWorker, Said, ToWorker } from './messages';

/** The thread's side: an inline host behind a port that answers every message, if only with silence. */
export function serve(port: MessagePort, find: (id: string) => StrategyDefinition | undefined): void {
  const said: Said[] = [];
  const host = createInlineHost(
    {
      onNeeds: (_, needs) => said.push({ kind: 'needs', needs }),
      onDecision: (decision) => said.push({ kind: 'decision', decision }),
      onFailed: (_, message) => said.push({ kind: 'failed', message }),
    },
    { find },
  );
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'start') host.start(message.start);
    else host.send(message.batch);
    const answer: FromWorker = said.splice(0);
    port.postMessage(answer);
  });
}
