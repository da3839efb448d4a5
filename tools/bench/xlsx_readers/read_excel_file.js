import { readSheet } from 'read-excel-file/web-worker';
import { answerWith } from './answer.js';

answerWith((file) => readSheet(file));
