import { fragment } from './fragment.ts';

export const importTexts = fragment({}, {});
