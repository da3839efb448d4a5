import { describe, expect, it } from 'vitest';
import { readSettings, settingsText } from '../../../src/features/settings/settings_file.ts';
import { exampleSettings } from '../../state/example_settings.ts';

const read = (value: unknown): unknown => readSettings(JSON.stringify(value), exampleSettings);

describe('a settings file', () => {
  it('reads back what was written', () => {
    expect(readSettings(settingsText(exampleSettings), exampleSettings)).toEqual({ settings: exampleSettings });
  });

  it('may begin with a byte order mark', () => {
    expect(readSettings(`\uFEFF${settingsText(exampleSettings)}`, exampleSettings)).toEqual({
      settings: exampleSettings,
    });
  });

  it('takes what it leaves out from the defaults (docs/settings.md)', () => {
    const given = {
      version: 1,
      window: { from: '2026-01-01', to: '2026-10-31' },
      cvac: {
        attributes: {
          carriers: 5,
          choice_share: {
            points: [
              [0, 0],
              [1, 10],
            ],
          },
        },
      },
    };
    expect(read(given)).toEqual({
      settings: {
        ...exampleSettings,
        window: given.window,
        cvac: {
          ...exampleSettings.cvac,
          attributes: {
            ...exampleSettings.cvac.attributes,
            carriers: 5,
            choice_share: {
              is_log: false,
              points: [
                [0, 0],
                [1, 10],
              ],
            },
          },
        },
      },
    });
  });

  it('keeps keys that the page does not know: the engine names them', () => {
    expect(read({ cvac: { thresholds: { mod: 'fixed' } } })).toMatchObject({
      settings: { cvac: { thresholds: { mod: 'fixed', mode: 'fixed' } } },
    });
  });

  it.each([
    [{ cvac: 5 }, 'cvac'],
    [[], ''],
    [{ cvac: { rival_attraction: '0.5' } }, 'cvac.rival_attraction'],
    [{ cvac: { cv_weights: { judgements: [2, '3', 2] } } }, 'cvac.cv_weights.judgements'],
    [{ cvac: { attributes: { tenure: { points: [[0]] } } } }, 'cvac.attributes.tenure.points'],
    [{ cvac: { attributes: { choice_share: 1 } } }, 'cvac.attributes.choice_share'],
    [{ window: 'last24' }, 'window'],
    [{ as_of: 20261031 }, 'as_of'],
  ])('refuses what the form cannot show: %j', (given, key) => {
    expect(read(given)).toEqual({ fault: 'shape', key });
  });

  it('refuses what is not JSON', () => {
    expect(readSettings('version: 1', exampleSettings)).toEqual({ fault: 'syntax' });
  });
});
