import { fragment } from './fragment.ts';

export const exportTexts = fragment({}, {});
