// Puts the report on the page for printing: on paper it is all there is, on screen it is not there. Lives as long as its step is open,
// so that the browser's own print command prints it, too.

import type { Workbench } from '../../state/workbench.ts';
import { pageRules } from './page_rules.ts';
import './report_view.ts';
import type { ReportView } from './report_view.ts';

export class PrintedReport {
  #view: ReportView | null = null;
  #sheet: CSSStyleSheet | null = null;
  #rules = '';

  /** Shows this workbench's result on paper from now on. */
  stand(workbench: Workbench, pictures: readonly Blob[]): void {
    if (!this.#view) {
      this.#view = document.createElement('loyalane-report-view');
      this.#sheet = new CSSStyleSheet();
      this.#view.workbench = workbench;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
      document.body.append(this.#view);
    }
    this.#view.pictures = pictures;
    const { language, result } = workbench.store.state;
    const rules = pageRules(language, result?.report.asOf ?? null);
    if (rules !== this.#rules) this.#sheet?.replaceSync((this.#rules = rules));
  }

  leave(): void {
    const sheet = this.#sheet;
    this.#view?.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    this.#view = null;
    this.#sheet = null;
    this.#rules = '';
  }

  /** Opens the browser's print dialog once all pictures are there. */
  async print(): Promise<void> {
    await this.#view?.whole();
    window.print();
  }
}
