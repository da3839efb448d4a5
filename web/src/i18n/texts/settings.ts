import { fragment } from './fragment.ts';

export const settingsTexts = fragment({}, {});
