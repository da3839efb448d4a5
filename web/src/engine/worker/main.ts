// The workers' entry: one script, started from a Blob by engine/start.ts, and by itself for unpacking.

import createEngine from 'loyalane-engine';
import samples from 'loyalane-sample-list';
import type { ReplyMessage, RequestMessage } from '../protocol.ts';
import { EngineServer } from './server.ts';
import { kUnpackingName, serveUnpacking } from './unpacking_aside.ts';

declare const self: DedicatedWorkerGlobalScope;

if (self.name === kUnpackingName) {
  serveUnpacking(self);
} else {
  const server = new EngineServer(createEngine, samples, (message: ReplyMessage, transfer: Transferable[] = []) =>
    self.postMessage(message, transfer),
  );
  self.onmessage = (event: MessageEvent<RequestMessage>) => void server.receive(event.data);
}
