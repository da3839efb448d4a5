// The worker's entry: one script, started from a Blob by engine/start.ts.

import createEngine from 'loyalane-engine';
import type { ReplyMessage, RequestMessage } from '../protocol.ts';
import { EngineServer } from './server.ts';

declare const self: DedicatedWorkerGlobalScope;

const server = new EngineServer(createEngine, (message: ReplyMessage) => self.postMessage(message));
self.onmessage = (event: MessageEvent<RequestMessage>) => void server.receive(event.data);
