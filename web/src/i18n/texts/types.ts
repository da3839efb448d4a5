import { fragment } from './fragment.ts';

export const typesTexts = fragment({}, {});
