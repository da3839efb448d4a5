// How the printed report looks: A4, black on white, nothing cut across pages that is short enough to stay whole.

import { css } from 'lit';

export const reportStyles = css`
  :host {
    display: block;
    color: #000;
    background: #fff;
    font-size: 10pt;
    line-height: 1.45;
  }
  * {
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  header {
    padding-bottom: 3mm;
    border-bottom: 0.6mm solid #000;
  }
  h1 {
    font-size: 20pt;
    line-height: 1.2;
  }
  h2 {
    margin: 7mm 0 2mm;
    padding-bottom: 1mm;
    border-bottom: 0.25mm solid #8a8f98;
    font-size: 13pt;
    break-after: avoid;
  }
  h3 {
    font-size: 10.5pt;
    break-after: avoid;
  }
  .sub {
    color: #3d4653;
  }
  .sample {
    margin-top: 2mm;
    padding: 1mm 2mm;
    border: 0.4mm solid #8a5200;
    color: #6b4000;
    font-weight: 600;
  }
  /* Short enough for a page, and better not cut. */
  .whole {
    break-inside: avoid;
  }
  table + p {
    margin-top: 2mm;
  }
  .lead {
    margin-top: 4mm;
    font-size: 12pt;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    border: 0.25mm solid #8a8f98;
    break-inside: avoid;
  }
  .figures > div {
    padding: 2mm 3mm;
    border: 0.1mm solid #c9ced6;
  }
  .figures dt {
    color: #3d4653;
    font-size: 9pt;
  }
  .figures dd {
    font-size: 14pt;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 9.5pt;
  }
  thead {
    display: table-header-group;
  }
  tr {
    break-inside: avoid;
  }
  th,
  td {
    padding: 1.2mm 2mm;
    border-bottom: 0.2mm solid #c9ced6;
    text-align: left;
    vertical-align: top;
    font-weight: 400;
  }
  thead th {
    border-bottom: 0.4mm solid #000;
    font-size: 9pt;
    font-weight: 600;
  }
  .numeric {
    text-align: right;
    white-space: nowrap;
  }
  td loyalane-share-bar {
    width: 28mm;
    height: 2.4mm;
    margin-top: 1.2mm;
    color: #2a3442;
  }
  figure {
    margin: 0 0 5mm;
    break-inside: avoid;
  }
  figure img {
    display: block;
    max-width: 100%;
    max-height: 118mm;
    margin: 0 auto;
  }
  .plans {
    display: grid;
    gap: 3mm;
  }
  .plan {
    padding-left: 3mm;
    border-left: 0.8mm solid #6a6f78;
    break-inside: avoid;
  }
  .plan .sentences {
    columns: 2;
    column-gap: 6mm;
    margin-top: 1mm;
    font-size: 9.5pt;
  }
  .sentences li {
    position: relative;
    padding-left: 4mm;
    break-inside: avoid;
  }
  .sentences li::before {
    content: '–';
    position: absolute;
    left: 0;
  }
  .terms {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 1mm 4mm;
    font-size: 9pt;
  }
  .terms dt {
    font-weight: 600;
  }
  .terms dt,
  .terms dd {
    break-inside: avoid;
  }
  footer {
    margin-top: 6mm;
    padding-top: 2mm;
    border-top: 0.25mm solid #8a8f98;
    color: #3d4653;
    font-size: 8.5pt;
  }
`;
