// The page's entry: makes the workbench, shows the frame, starts the engine ahead of need.

import { startEngine } from '../engine/start.ts';
import { EnginePool, readersFor } from '../pool/engine_pool.ts';
import { browserKeeper } from '../state/browser_keeper.ts';
import { Workbench } from '../state/workbench.ts';
import { tokens } from '../ui/tokens.ts';
import { missingFeatures } from './browser_check.ts';
import './loyalane_app.ts';

if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];

const workbench = new Workbench(
  (onHomeLost) =>
    new EnginePool(async () => (await startEngine()).client, onHomeLost, {
      readers: readersFor(navigator.hardwareConcurrency),
    }),
  browserKeeper(),
);
const missing = missingFeatures();
if (missing.length > 0) {
  workbench.refuse(missing);
} else {
  // Before the page draws itself: the worker gets ready meanwhile.
  performance.mark('loyalane:engine-start');
  void workbench.start().then(() => performance.measure('loyalane:engine', 'loyalane:engine-start'));
}

const app = document.createElement('loyalane-app');
app.workbench = workbench;
document.body.append(app);
