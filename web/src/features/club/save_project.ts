// The club's file, saved under the name of the last closed month.

import { translate, type Language } from '../../i18n/translate.ts';
import type { State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { saveFile } from '../../ui/save_file.ts';

export async function saveProject(language: Language, workbench: Workbench, { club }: State): Promise<void> {
  const bytes = await workbench.club.projectFile();
  const month = club.state?.periods.at(-1)?.name;
  const name = translate(language, 'club.project.file');
  if (bytes) saveFile(bytes, `${name}${month === undefined ? '' : `-${month}`}.loyalane`);
}
