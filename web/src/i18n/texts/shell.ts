import { fragment } from './fragment.ts';

export const shellTexts = fragment({}, {});
