// The browser's own storage as a Keeper: preferences in localStorage, journal and mapping profiles in IndexedDB. A sandboxed frame has
// neither.

import { noKeeper, type Journal, type Keeper, type Preferences } from './keeper.ts';
import { profilesIn } from './profiles.ts';
import type { KeptProfile } from './state.ts';

const kPreferencesKey = 'loyalane.preferences';
const kDatabase = 'loyalane';
const kStore = 'journal';
const kEntry = 'current';
const kProfiles = 'profiles';

/** A promise for what an IndexedDB request gives. */
const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(request.error?.message ?? 'the storage refused'));
  });

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(kDatabase, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(kStore);
  return settled(request);
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = await openDatabase();
  try {
    return await work(database.transaction(kStore, mode).objectStore(kStore));
  } finally {
    database.close();
  }
}

/** An http(s) page that is nobody's frame has an origin of its own; a local page shares its storage with every other local page. */
const hasOwnPlace = (): boolean => /^https?:$/.test(location.protocol) && window.top === window.self;

class BrowserKeeper implements Keeper {
  readonly #preferences: Storage;

  constructor(preferences: Storage) {
    this.#preferences = preferences;
  }

  async rule(): Promise<'on' | 'off' | 'unavailable'> {
    try {
      (await openDatabase()).close();
      return hasOwnPlace() ? 'on' : 'off';
    } catch {
      return 'unavailable';
    }
  }

  preferences(): Preferences {
    try {
      return JSON.parse(this.#preferences.getItem(kPreferencesKey) ?? '{}') as Preferences;
    } catch {
      return {};
    }
  }

  setPreferences(preferences: Preferences): void {
    try {
      this.#preferences.setItem(kPreferencesKey, JSON.stringify(preferences));
    } catch {
      // A full or forbidden storage: the next visit starts with the defaults.
    }
  }

  async journal(): Promise<Journal | null> {
    try {
      const kept = await inStore('readonly', (store) => settled(store.get(kEntry) as IDBRequest<Journal | undefined>));
      return kept?.version === 1 ? kept : null;
    } catch {
      return null;
    }
  }

  async setJournal(journal: Journal | null): Promise<void> {
    try {
      await inStore('readwrite', async (store) => {
        if (journal) await settled(store.put(journal, kEntry));
        else await settled(store.delete(kEntry));
      });
    } catch {
      // Nothing is kept then; the work itself is not touched.
    }
  }

  async profiles(): Promise<readonly KeptProfile[]> {
    try {
      return profilesIn(await inStore('readonly', (store) => settled<unknown>(store.get(kProfiles)))) ?? [];
    } catch {
      return [];
    }
  }

  async changeProfiles(change: (kept: readonly KeptProfile[]) => readonly KeptProfile[]): Promise<void> {
    try {
      // One transaction: another window of the page waits until it is done.
      await inStore('readwrite', async (store) => {
        const kept = profilesIn(await settled<unknown>(store.get(kProfiles))) ?? [];
        await settled(store.put(change(kept), kProfiles));
      });
    } catch {
      // They are there for this visit alone then.
    }
  }

  async clear(): Promise<void> {
    try {
      this.#preferences.removeItem(kPreferencesKey);
      await settled(indexedDB.deleteDatabase(kDatabase));
    } catch {
      // There was nothing that could be kept.
    }
  }
}

/** The storage of this browser, or none where even asking for it is refused (a sandboxed frame). */
export function browserKeeper(): Keeper {
  try {
    return new BrowserKeeper(window.localStorage);
  } catch {
    return noKeeper;
  }
}
