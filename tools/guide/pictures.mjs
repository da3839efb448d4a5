// The guide's pictures: which state of the page each is taken from, and which part of it is shown.

/**
 * `part` are the elements that the picture holds (the whole window without it), with a little or `margin` around them; `height` cuts what
 * is longer; `window` is how high the browser's window is.
 */
export const kPictures = [
  { name: 'start', screen: 'start', part: ['loyalane-start-view .drop'] },
  { name: 'samples', screen: 'start', part: ['loyalane-sample-cards'] },
  { name: 'paste', screen: 'paste', part: ['loyalane-paste-dialog dialog'], margin: 0 },
  { name: 'machine', screen: 'start', part: ['loyalane-machine-card'] },
  { name: 'columns', screen: 'columns', part: ['loyalane-source-card >> nth=0'], height: 760 },
  { name: 'questions', screen: 'questions', part: ['loyalane-question-list'] },
  { name: 'preview', screen: 'web-table', part: ['loyalane-source-card'], height: 470 },
  { name: 'datasets', screen: 'datasets', part: ['loyalane-datasets-panel'] },
  { name: 'profiles', screen: 'profiles', part: ['loyalane-profiles-dialog dialog[open]'], margin: 0, window: 900 },
  { name: 'results', screen: 'results-top', window: 1000 },
  { name: 'figures', screen: 'figures', part: ['loyalane-figures-view'] },
  { name: 'map', screen: 'map', part: ['loyalane-map-view'] },
  { name: 'map-lasso', screen: 'map-lasso', part: ['loyalane-map-view'] },
  { name: 'types', screen: 'types', part: ['loyalane-types-view'] },
  { name: 'rfm', screen: 'rfm', part: ['loyalane-rfm-view'] },
  { name: 'concentration', screen: 'concentration', part: ['loyalane-concentration-view'] },
  { name: 'distribution', screen: 'distribution', part: ['loyalane-distribution-view'] },
  { name: 'customers', screen: 'customers', part: ['loyalane-customers-view'] },
  { name: 'merges', screen: 'merges', part: ['loyalane-who-view'], height: 805 },
  { name: 'groups', screen: 'groups', part: ['loyalane-groups-view'], margin: 0 },
  { name: 'card', screen: 'card', part: ['loyalane-customer-card dialog'], margin: 0, window: 1000 },
  { name: 'definitions', screen: 'definitions', part: ['loyalane-definitions-drawer dialog'], margin: 0, height: 620 },
  { name: 'map-dragged', screen: 'map-dragged', part: ['loyalane-map-view', 'loyalane-types-view'] },
  { name: 'settings', screen: 'settings', part: ['loyalane-settings-view'] },
  { name: 'settings-effect', screen: 'settings-effect', part: ['loyalane-settings-editor'] },
  { name: 'weights', screen: 'ahp-inconsistent', part: ['details[data-section=weights]'] },
  { name: 'money', screen: 'money-missing', part: ['loyalane-money-help'] },
  { name: 'export', screen: 'export', part: ['loyalane-export-view'] },
  { name: 'stale', screen: 'stale', part: ['loyalane-stale-bar'] },
  { name: 'message', screen: 'message', part: ['loyalane-message-area'] },
  { name: 'bad-file', screen: 'columns-bad-file', part: ['loyalane-source-card >> nth=1'] },
  { name: 'issue-rule', screen: 'issue-rule', part: ['details[data-issue="INGEST-212"]'] },
  { name: 'issues', screen: 'issues', part: ['loyalane-totals-view', 'loyalane-issue-list'], height: 760 },
];
